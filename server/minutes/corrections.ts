import { keepsRecord, type Reader } from '#shared/access.ts';
import type { CorrectionId, DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { mergeWords } from '#shared/minutes/merge-words.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { readersIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';
import {
	addCorrection,
	answerCorrection,
	correctionRows,
	putVote,
	type CorrectionRow,
	type NewCorrection
} from './correction-rows.ts';
import { addedAt } from './drafting.ts';
import { orderEdition } from './edition-orders.ts';
import { addEdit, changeEdition, type EditionRow, type KeptEdit } from './edition-rows.ts';
import { lineIn, workOn, type EditionParts } from './edition-work.ts';

const MOST_OF_PERSON = 100; // corrections of one edition, which everybody reads
const LONGER = 4_000; // characters more than the line has

/** What somebody wants to read in a line. */
export interface AskedCorrection {
	readonly document: DocumentId;
	readonly line: string;
	/** What it said when they began. */
	readonly was: string;
	readonly wanted: string;
	readonly reason: string;
}

/** An answer to a correction. */
export type Answer = { readonly correction: CorrectionId } & (
	| { readonly how: 'accepted' }
	/** With other words than it wanted. */
	| { readonly how: 'adapted'; readonly wording: string; readonly words: string }
	| { readonly how: 'rejected'; readonly words: string }
);

/** What delegations say to circulated minutes, and how those who keep the record answer. */
export class Corrections {
	readonly #parts: EditionParts;

	constructor(parts: EditionParts) {
		this.#parts = parts;
	}

	/** Wants other words in a line. */
	ask(by: PersonId, session: SessionId, asked: AskedCorrection): Promise<Refusal | undefined> {
		let made: NewCorrection | undefined;
		const { document, line, was, wanted, reason } = asked;
		const detail: Record<string, unknown> = { document, line };
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.correct', move: 'correct', detail },
			before: async ({ actor, edition }) => {
				const standing = await workOn(this.#parts, session, edition);
				const known = standing && lineIn(standing, actor, asked);
				if (!known || known.isLeftOut) return refuse('not-found');
				if (!known.isWords || wanted === was) return refuse('bad-request');
				if (known.words !== was) return refuse('wording-moved');
				if (wanted.length > was.length + LONGER) return refuse('limit-reached');
				made = { document, line, number: known.number ?? '', was, wanted, reason };
				return undefined;
			},
			act: async (transaction, { actor, edition }) => {
				if (!edition || !made) return refuse('minutes-not-there');
				const rows = await correctionRows(transaction, edition.id);
				if (rows.filter(({ person_id }) => person_id === by).length >= MOST_OF_PERSON)
					return refuse('limit-reached');
				const id = await addCorrection(transaction, edition.id, actor, made);
				Object.assign(detail, { correction: id });
				return { people: await keepersOf(transaction, session), kind: 'minutes-corrected' };
			}
		});
	}

	/** Takes a correction back that was not answered. */
	takeBack(by: PersonId, session: SessionId, correction: CorrectionId) {
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.take-back', move: 'correct', detail: { correction } },
			act: async (transaction, { edition }) => {
				const row = await openRow(transaction, edition, correction);
				if (isRefusal(row)) return row;
				if (row.person_id !== by) return refuse('not-found');
				await answerCorrection(transaction, correction, { how: 'withdrawn', words: '', by });
				return undefined;
			}
		});
	}

	/** Accepts, adapts or rejects a correction; whoever made it is told. */
	answer(by: PersonId, session: SessionId, answer: Answer): Promise<Refusal | undefined> {
		const { correction, how } = answer;
		let edit: (KeptEdit & { readonly document: DocumentId; readonly line: string }) | undefined;
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.answer', move: 'write', detail: { correction, how } },
			before: async ({ actor, edition }) => {
				const row = await openRow(this.#parts.database, edition, correction);
				if (isRefusal(row)) return row;
				if (how === 'rejected') return answer.words === '' ? refuse('words-missing') : undefined;
				const made = await this.#editFor(session, actor, edition, row, answer);
				if (isRefusal(made)) return made;
				edit = made;
				return undefined;
			},
			act: async (transaction, { edition }) => {
				const row = await openRow(transaction, edition, correction);
				if (isRefusal(row)) return row;
				const words = 'words' in answer ? answer.words : '';
				await answerCorrection(transaction, correction, { how, words, by });
				if (edit) await addEdit(transaction, row.edition_id, edit, by);
				await changeEdition(transaction, row.edition_id, {});
				return { people: row.person_id ? [row.person_id] : [], kind: 'minutes-answered' };
			}
		});
	}

	/** Says for a delegation that it approves, or objects and why. */
	vote(
		by: PersonId,
		session: SessionId,
		vote: { readonly objects: boolean; readonly words: string }
	): Promise<Refusal | undefined> {
		const { objects, words } = vote;
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.vote', move: 'vote', detail: { objects } },
			act: async (transaction, { actor, edition }) => {
				if (!edition) return refuse('minutes-not-there');
				if (objects && words === '') return refuse('words-missing');
				await putVote(transaction, edition.id, actor, vote);
				await changeEdition(transaction, edition.id, {});
				return { people: await keepersOf(transaction, session), kind: 'minutes-voted' };
			}
		});
	}

	/** The line as an answer writes it; words that changed meanwhile elsewhere in it stay. */
	async #editFor(
		session: SessionId,
		actor: Reader,
		edition: EditionRow | undefined,
		{ document_id: document, line, was, wanted }: CorrectionRow,
		answer: Exclude<Answer, { how: 'rejected' }>
	) {
		const standing = await workOn(this.#parts, session, edition);
		const known = standing && lineIn(standing, actor, { document, line });
		if (!known) return refuse('not-found');
		const words = answer.how === 'adapted' ? answer.wording : mergeWords(was, wanted, known.words);
		if (words === undefined) return refuse('wording-moved');
		const added = addedAt(standing.edits, { document, line });
		if (added) return { ...added, words };
		return { document, line, is: 'written', words, source: known.before ?? known.words } as const;
	}
}

async function openRow(
	database: Database,
	edition: EditionRow | undefined,
	correction: CorrectionId
): Promise<CorrectionRow | Refusal> {
	const rows = edition ? await correctionRows(database, edition.id) : [];
	const row = rows.find(({ id }) => id === correction);
	if (!row) return refuse('not-found');
	return row.answer === null ? row : refuse('not-from-here');
}

async function keepersOf(database: Database, session: SessionId): Promise<PersonId[]> {
	const readers = await readersIn(database, session);
	return readers.filter(({ role }) => keepsRecord(role)).map(({ person }) => person);
}
