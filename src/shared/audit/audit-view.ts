import type { PersonId } from '../ids.ts';
import type { AuditFault } from './faults.ts';

/** A row of the audit as auditors see it. */
export interface AuditRow {
	readonly seq: number;
	/** ms since 1970 */
	readonly at: number;
	readonly chain: string;
	readonly position: number;
	readonly hash: string;
	/** Undefined: the board itself, or somebody who is not known. */
	readonly person: { readonly id: PersonId; readonly name: string | undefined } | undefined;
	readonly command: string;
	/** What was said of it, with the names of people. */
	readonly detail: readonly (readonly [key: string, words: string])[];
	readonly outcome: string;
}

/** A chain that can be chosen. */
export interface AuditChain {
	readonly chain: string;
	/** The reference of its session. */
	readonly reference: string | undefined;
}

/** Some rows of the audit, newest first. */
export interface AuditPage {
	readonly rows: readonly AuditRow[];
	/** The number to go on before; undefined at the end. */
	readonly older: number | undefined;
}

/** What verifying a chain has found. */
export interface ChainState {
	readonly rows: number;
	readonly head: { readonly position: number; readonly hash: string };
	readonly faults: readonly AuditFault[];
}
