import type { DocumentKind } from '../access.ts';
import type { BriefingTypeKey } from '../board/briefing-types.ts';
import type { DocumentId } from '../ids.ts';
import type { MayMark } from '../marking-rights.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { DocumentTrouble } from './document-trouble.ts';

export interface DocumentView {
	readonly id: DocumentId;
	readonly kind: DocumentKind;
	readonly title: string;
	readonly label: Label;
	/** Codes of the organisations and names of the people it is limited to; empty if every participant may read it. */
	readonly audience: readonly string[];
	/** The audience in few words, and what else is to be heeded; undefined where there is nothing to say. */
	readonly limits: AudienceLimits | undefined;
	/** What the reader may do with its marking. */
	readonly mayMark: MayMark | undefined;
	/** The labels of the sources of a briefing. */
	readonly sources?: readonly Label[];
	/** The reader may rename, move and archive it. */
	readonly mayEdit: boolean;
	readonly isArchived: boolean;
	readonly access: 'read' | 'write';
	/** For a briefing; determines the required parts of its head. */
	readonly briefingType: BriefingTypeKey | undefined;
	readonly illustrative: boolean;
	/** Why the server cannot read it; only those who keep the record are told. */
	readonly trouble?: DocumentTrouble | undefined;
	/**
	 * Actions and decisions that are in no register, or not as they are, because there are too many: all for those who keep
	 * the record, for others their own.
	 */
	readonly leftOut?: number;
}
