import type { Audience } from './access.ts';
import type { OrganisationId, PersonId } from './ids.ts';
import type { MayMark } from './marking-rights.ts';
import type { Label } from './markings.ts';

/** The marking of a document, as one of its readers sees it. */
export interface MarkingView {
	readonly label: Label;
	readonly audience: Audience;
	readonly caveat: string;
	readonly originator: OrganisationId | undefined;
	/** What the reader may do with it. */
	readonly may: MayMark | undefined;
	/** Sent back with a change, which is refused if somebody else was first. */
	readonly revision: number;
	/** Who has it open now; told only to those who may change it. */
	readonly open: readonly PersonId[];
	/** Newest first. */
	readonly history: readonly MarkingPast[];
}

/** A change of a marking, as it is told. */
export interface MarkingPast {
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly by: string;
	/** Code of the organisation that they sit for. */
	readonly organisation: string;
	/** Both markings in one line. */
	readonly from: string;
	readonly to: string;
	readonly reason: string;
}
