import { keepsRecord, type Role } from '../access.ts';
import type { CorrectionId, EditionId, OrganisationId, SessionId } from '../ids.ts';
import type { Day } from '../time/dates.ts';

/** The first minutes of a session; those that replace adopted ones; and those that mend a mistake in them. */
export type EditionKind = 'minutes' | 'revision' | 'corrigendum';

/** How a circulated edition is adopted: at the next session, unless somebody objects, or when everybody named approves. */
export const PROCEDURES = ['meeting', 'silence', 'approval'] as const;
export type Procedure = (typeof PROCEDURES)[number];

/** Whose names stand in an item: those of people, of delegations only, or nobody's (the Chatham House Rule). */
export const ATTRIBUTIONS = ['named', 'delegation', 'chatham'] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

/** Who did something, and when in milliseconds since 1970. */
interface Done {
	readonly by: string;
	readonly at: number;
}

/** Where an edition of the minutes stands. Before the first there are only live notes. */
export type EditionState =
	| { readonly is: 'draft' }
	| ({
			readonly is: 'circulated';
			/** The last day for corrections and objections. */
			readonly until: Day;
			readonly procedure: Procedure;
			/** The delegations that are to approve. */
			readonly approvers: readonly OrganisationId[];
	  } & Done)
	| ({
			readonly is: 'adopted';
			readonly procedure: Procedure;
			/** The session that adopted it, if one did. */
			readonly inSession: string | undefined;
			/** SHA-256 of its seal, hexadecimal. */
			readonly hash: string;
	  } & Done);

/** What the minutes are at the time of a copy, as it is printed in capitals, and who made them that. */
export type MinutesStatus =
	| { readonly is: 'live' }
	| { readonly is: 'draft' }
	| { readonly is: 'circulated'; readonly until: Day; readonly at: string }
	| {
			readonly is: 'adopted';
			readonly by: string;
			/** ISO 8601, UTC. */
			readonly at: string;
			readonly procedure: Procedure;
			readonly inSession: string | undefined;
			readonly isSuperseded: boolean;
	  };

/** One numbered issue of the minutes of a session. */
export interface EditionView {
	readonly id: EditionId;
	readonly kind: EditionKind;
	/** `JS-07-MIN`, `JS-07-MIN REV 2`, `JS-07-MIN COR 1` */
	readonly reference: string;
	/** Grows with every change; a command says on which one it was given. */
	readonly revision: number;
	readonly made: Done;
	readonly state: EditionState;
	/** A later one was adopted. */
	readonly isSuperseded: boolean;
}

/** The reference of an edition; `number` counts those of its kind. */
export function editionReference(minutes: string, kind: EditionKind, number: number): string {
	if (kind === 'minutes') return minutes;
	return `${minutes} ${kind === 'revision' ? 'REV' : 'COR'} ${number}`;
}

/** A line of the minutes as those who write or correct them see it. */
export interface EditionLine {
	readonly line: string;
	/** "4.2", if it is printed with one. */
	readonly number: string | undefined;
	readonly words: string;
	/** What it said before the rapporteur wrote it. */
	readonly before: string | undefined;
	/** What the notes say now, if they changed since the rapporteur wrote the line. */
	readonly newer: string | undefined;
	readonly isLeftOut: boolean;
	readonly isAdded: boolean;
	/** Its words can be changed; of a record, a table or a picture they cannot. */
	readonly isWords: boolean;
}

/** An item of the minutes, or an annex, with its lines. */
export interface EditionText {
	readonly document: string;
	/** The id of the agenda item; empty for an annex. */
	readonly item: string;
	readonly number: string;
	readonly title: string;
	readonly attribution: Attribution;
	readonly lines: readonly EditionLine[];
}

export type CorrectionAnswer = 'accepted' | 'adapted' | 'rejected' | 'withdrawn';

/** What a delegation wants to read in place of some words. */
export interface CorrectionView {
	readonly id: CorrectionId;
	readonly document: string;
	readonly line: string;
	/** The number of its paragraph when it was made. */
	readonly number: string;
	readonly was: string;
	readonly wanted: string;
	readonly reason: string;
	readonly by: { readonly name: string; readonly code: string };
	readonly isOwn: boolean;
	readonly at: number;
	/** The line says something else now than when it was made. */
	readonly hasMoved: boolean;
	readonly answer: (Done & { readonly how: CorrectionAnswer; readonly words: string }) | undefined;
}

/** A delegation's word on adoption. */
export interface VoteView {
	readonly organisation: OrganisationId;
	readonly code: string;
	readonly name: string;
	readonly objects: boolean;
	readonly words: string;
	readonly at: number;
}

/** The minutes of a session as one reader may work on them. */
export interface EditionsView {
	/** Newest first, those the reader may know of. */
	readonly editions: readonly EditionView[];
	/** Of the newest. */
	readonly texts: readonly EditionText[];
	readonly corrections: readonly CorrectionView[];
	readonly votes: readonly VoteView[];
	/** Delegations that have opened what was circulated, for those who keep the record. */
	readonly opened: { readonly codes: readonly string[]; readonly of: number } | undefined;
	/** The public key of the board, once it has sealed something: SPKI, DER, base64. */
	readonly key: string | undefined;
	/** Sessions that may have adopted it: later ones of its series, nearest first. */
	readonly sessions: readonly { readonly id: SessionId; readonly reference: string }[];
}

type Stage = EditionState['is'] | 'live';

/** What somebody may do with the newest edition where it stands. */
export function editionMoves(role: Role | undefined, stage: Stage) {
	const keeps = role !== undefined && keepsRecord(role);
	const speaks = keeps || role === 'delegate';
	return {
		draft: keeps && stage === 'live',
		write: keeps && (stage === 'draft' || stage === 'circulated'),
		circulate: keeps && stage === 'draft',
		recall: keeps && stage === 'circulated',
		correct: speaks && stage === 'circulated',
		vote: speaks && stage === 'circulated',
		adopt: role === 'chair' && stage === 'circulated',
		revise: keeps && stage === 'adopted'
	};
}
