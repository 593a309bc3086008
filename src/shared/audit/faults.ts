import { m } from '#messages/messages.js';

/**
 * - `altered`: a row is not as it was written.
 * - `moved`: it does not follow the row before it: it, or that one, was put there or reordered.
 * - `missing`: rows before it are gone.
 * - `forked`: there is another one in its place.
 * - `cut`: the last rows of the chain are gone.
 * - `beyond`: it stands behind the last row that the board wrote.
 * - `headless`: the chain has no head, or the head is of another row.
 * - `gone`: the chain of the installation names this chain, of which nothing is left.
 * - `unnamed`: the chain of the installation does not name it.
 */
export type AuditFaultKind =
	'altered' | 'moved' | 'missing' | 'forked' | 'cut' | 'beyond' | 'headless' | 'gone' | 'unnamed';

/** What is wrong with a chain of the audit, and where it was noticed first. */
export interface AuditFault {
	readonly chain: string;
	readonly position: number;
	readonly kind: AuditFaultKind;
}

/** What a kind of fault means. */
export const FAULTS: Readonly<Record<AuditFaultKind, () => string>> = {
	altered: m.audit_fault_altered,
	moved: m.audit_fault_moved,
	missing: m.audit_fault_missing,
	forked: m.audit_fault_forked,
	cut: m.audit_fault_cut,
	beyond: m.audit_fault_beyond,
	headless: m.audit_fault_headless,
	gone: m.audit_fault_gone,
	unnamed: m.audit_fault_unnamed
};
