/** Whom a hostile client is: in a role in the session, signed in without a seat, or nobody. */
export const HOSTILE_ROLES = [
	...(['chair', 'rapporteur', 'delegate', 'observer', 'outsider', 'nobody'] as const)
];
export type HostileRole = (typeof HOSTILE_ROLES)[number];

/** What the process of hostile clients gets to know. */
export interface HostileJob {
	readonly address: string;
	readonly session: string;
	/** Where the honest write. */
	readonly board: string;
	/** Where the hostile write: a participant may spoil what they may edit, so heavy things go there. */
	readonly briefings: readonly string[];
	/** Whom records are forged for. */
	readonly victim: string;
	readonly emails: readonly string[];
	/** Ids of records of others. */
	readonly records: readonly string[];
	/** `Cookie` headers. */
	readonly cookies: Readonly<Record<HostileRole, string>>;
	readonly clients: number;
	readonly seed: number;
}

/** A hostile client at work. */
export interface Target {
	readonly job: HostileJob;
	readonly role: HostileRole;
	readonly cookie: string;
	/** A whole number below. */
	readonly below: (limit: number) => number;
	/** Takes down how something ended. */
	readonly ended: (how: string) => void;
}

export interface Attack {
	readonly name: string;
	/** Who can try it at all. */
	readonly by: readonly HostileRole[];
	readonly run: (target: Target) => Promise<void>;
}

/** What the process of hostile clients reports when it stops: attempts, and how they ended. */
export interface HostileReport {
	readonly attempts: Readonly<Record<string, number>>;
	readonly ends: Readonly<Record<string, number>>;
}
