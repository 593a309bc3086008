/** What the installation signs when minutes are adopted. */
export interface SealStatement {
	readonly schema: 'briefing-board/seal/1';
	/** `JS-07-MIN REV 2` */
	readonly reference: string;
	/** ISO 8601, UTC. */
	readonly adoptedAt: string;
	/** The SHA-256 of the statement of the edition before; null for the first. */
	readonly previous: string | null;
	/** The hash of each part of the complete record with its salt, in the order of the hashes, among others that say nothing. */
	readonly parts: readonly string[];
}

/** What it signs with every copy. */
export interface CopyStatement {
	readonly schema: 'briefing-board/copy/1';
	/** The SHA-256 of the statement of the seal. */
	readonly seal: string;
	/** The parts of this copy in print order, each with its hash. */
	readonly parts: readonly (readonly [key: string, hash: string])[];
}

/** A statement with the signature (Ed25519) of its canonical JSON, base64. */
export interface Signed<T> {
	readonly statement: T;
	readonly signature: string;
}

/** What a copy of adopted minutes carries to be verified without the board. */
export interface MinutesSeal extends Signed<SealStatement> {
	/** The public key of the installation: SPKI, DER, base64. */
	readonly key: string;
	readonly copy: Signed<CopyStatement>;
	/** The salts of the parts of this copy, by their keys. */
	readonly salts: Readonly<Record<string, string>>;
}
