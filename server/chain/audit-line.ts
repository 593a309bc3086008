import { createHash } from 'node:crypto';

/** The chain of what belongs to no session. */
export const INSTALLATION = 'installation';

/** What a row of the audit says: all its columns but its own hash. */
export interface AuditContent {
	/** The id of its session, or `installation`. */
	readonly chain: string;
	/** Counted from 1 in its chain. */
	readonly position: number;
	/** The hash of the row before it in its chain; empty for the first. */
	readonly previous: string;
	readonly seq: number;
	readonly at: number;
	readonly person_id: string | null;
	readonly session_id: string | null;
	readonly command: string;
	/** As it is stored: JSON text. */
	readonly detail: string;
	readonly outcome: string;
}

/** A row as it is stored and exported. */
export interface AuditLine extends AuditContent {
	readonly hash: string;
}

/**
 * The hash of a row: SHA-256, in lower-case hexadecimal, of its columns as a JSON array without white space, in UTF-8.
 * docs/audit.md describes the form for other programs. It never changes: what was written could not be verified any more.
 */
export function hashOfLine(line: AuditContent): string {
	const { chain, position, previous, seq, at, person_id, session_id } = line;
	const { command, detail, outcome } = line;
	const columns = [chain, position, previous, seq, at, person_id, session_id];
	const form = JSON.stringify([...columns, command, detail, outcome]);
	return createHash('sha256').update(form).digest('hex');
}
