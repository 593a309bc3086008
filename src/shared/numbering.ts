/** Kinds of numbered things: actions, decisions, conclusions. */
export type NumberKind = 'A' | 'D' | 'C';

/** `JS-07`: the reference of a joint session. `sequence` counts from 1. */
export function sessionReference(sequence: number): string {
	return `JS-${String(sequence).padStart(2, '0')}`;
}

/** `JS-07-A12`: assigned by the server, never reused, the same for every audience. */
export function objectReference(session: string, kind: NumberKind, sequence: number): string {
	return `${session}-${kind}${sequence}`;
}

/** `JS-07-MIN`: the reference of a session's minutes. */
export function minutesReference(session: string): string {
	return `${session}-MIN`;
}
