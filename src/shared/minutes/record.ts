import type { Audience, Guarded, Role } from '../access.ts';
import type { BriefingHead } from '../board/briefing-head.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { FilePlace } from '../files/file-view.ts';
import type { AgendaItemId, DocumentId, FileId, OrganisationId, PersonId } from '../ids.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type {
	MinutesAction,
	MinutesControl,
	MinutesDecision,
	MinutesDelegation,
	MinutesItem,
	MinutesMeeting,
	MinutesPerson
} from './minutes.ts';
import type { MinutesFile } from './minutes-file.ts';

/**
 * The complete minutes of a session, each part with the document that it comes from. Nobody gets it as it is: what somebody
 * gets is what `release` makes of it.
 */
export interface MinutesRecord {
	readonly control: Pick<MinutesControl, 'reference' | 'community' | 'clients' | 'source'> & {
		/** That of the session. */
		readonly label: Label;
	};
	readonly blank: string;
	readonly meeting: Omit<MinutesMeeting, 'chair' | 'rapporteur' | 'next'>;
	/** The next session of its series, which only those who take part in it may know of. */
	readonly next?:
		| (NonNullable<MinutesMeeting['next']> & {
				readonly people: readonly PersonId[];
				readonly delegations: readonly OrganisationId[];
		  })
		| undefined;
	readonly delegations: readonly RecordedDelegation[];
	readonly items: readonly RecordedItem[];
	/** In the order of their numbers. */
	readonly decisions: readonly RecordedDecision[];
	readonly actions: readonly RecordedAction[];
	readonly files: readonly RecordedFile[];
	/** Every number that was given, in order. */
	readonly numbers: readonly { readonly document: DocumentId; readonly reference: string }[];
	/** In their order in the session; the notes of its items come from its board. */
	readonly documents: readonly RecordedDocument[];
}

export interface RecordedDelegation extends Omit<MinutesDelegation, 'people'> {
	readonly people: readonly (MinutesPerson & { readonly role: Role })[];
}

interface RecordedItem extends MinutesItem {
	readonly id: AgendaItemId;
}

interface FromDocument {
	readonly document: DocumentId;
}

export type RecordedDecision = Omit<MinutesDecision, 'mark'> & FromDocument;
export type RecordedAction = Omit<MinutesAction, 'mark'> & FromDocument;

interface RecordedFile extends FromDocument, Omit<MinutesFile, 'id' | 'isOwn' | 'on' | 'data'> {
	readonly id: FileId;
	readonly place: FilePlace;
	readonly audience: Audience;
}

export interface RecordedDocument extends Guarded {
	readonly id: DocumentId;
	readonly title: string;
	readonly label: Label;
	readonly limits: AudienceLimits | undefined;
	/** The code of the organisation that it comes from. */
	readonly originator: string | undefined;
	readonly isIllustrative: boolean;
	/** Of a document in the archive only the actions and decisions are printed. */
	readonly isArchived: boolean;
	/** Nobody may know of it who may not read it. */
	readonly isTraceless: boolean;
	/** Undefined for the board, and in the archive. */
	readonly text: RecordedText | undefined;
}

/** Blocks of type `restrictedBlock` stand where lines went into the document that `attrs.annex` names. */
export interface RecordedText {
	readonly body: RichNode;
	/** Of a briefing. */
	readonly head?: BriefingHead | undefined;
}
