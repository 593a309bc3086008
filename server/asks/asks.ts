import { m } from '#messages/messages.js';
import { can, documentAccess, type Reader } from '#shared/access.ts';
import type { AskEnd, AsksView } from '#shared/asks/ask.ts';
import type { CommandNeeding } from '#shared/commands/registry.ts';
import type { DocumentId, PersonId, RequestId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import { addNotices, type Made } from '../notices/notice-rows.ts';
import type { Notices } from '../notices/notices.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import { restrictionFor } from '../restrict/restriction-rows.ts';
import { documentHead, type StoredDocumentHead } from '../sessions/document-rows.ts';
import { readerIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import {
	end,
	hostFor,
	isMarkedSince,
	openAsk,
	placeOf,
	putWording,
	type Ending
} from './answering.ts';
import { asksAbout, askView, endAsk, type ListedAsk } from './ask-rows.ts';
import { makeAsk, mayAnswer, type Asked } from './asking.ts';

export interface AsksOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
	readonly notices: Notices;
	readonly reading: DocumentReading;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

type Name = Extract<CommandNeeding<'add document'>, `originator.${string}`>;
type Act = (
	transaction: Database,
	actor: Reader,
	head: StoredDocumentHead,
	detail: Record<string, unknown>
) => Promise<readonly Made[] | Refusal>;

/**
 * Requests to those a document comes from: to release it, to lower its label, or for a sanitised wording. Only they answer;
 * what they grant they mark themselves, and silence is no answer. Who asks from a gap names its place, and never learns more.
 */
export class Asks {
	readonly #options: AsksOptions;

	constructor(options: AsksOptions) {
		this.#options = options;
	}

	/** Asks from a document, for itself or for what is withheld at a place of it. */
	ask(by: PersonId, document: DocumentId, asked: Asked): Promise<Refusal | undefined> {
		return this.#order(by, document, 'originator.ask', {
			act: async (transaction, actor, head, detail) => {
				const made = await makeAsk(transaction, actor, head, asked);
				if (isRefusal(made)) return made;
				const { id, target, answerers } = made;
				Object.assign(detail, { request: id, about: target.id, wish: asked.wish.is });
				const notices = answerers.map(
					({ person }) => ({ person, kind: 'originator-asked' }) as const
				);
				return addNotices(transaction, notices, { action: placeOf(target), ask: id });
			}
		});
	}

	/** Takes a request back. */
	withdraw(by: PersonId, document: DocumentId, id: RequestId): Promise<Refusal | undefined> {
		return this.#order(by, document, 'originator.withdraw', {
			detail: { request: id },
			act: async (transaction) => {
				const rows = await asksAbout(transaction, document);
				const row = rows.find((one) => one.id === id && one.person_id === by);
				if (!row) return refuse('not-found');
				if (row.ended !== null) return refuse('not-from-here');
				await endAsk(transaction, id, { how: 'withdrawn', words: '', by });
				return [];
			}
		});
	}

	/** Says that the marking is now as it was asked for; it is changed by a command of its own. */
	grant(by: PersonId, document: DocumentId, id: RequestId): Promise<Refusal | undefined> {
		const ending = { request: id, words: '' };
		return this.#answer(
			by,
			document,
			'originator.grant',
			'granted',
			ending,
			async (database, row) =>
				(await isMarkedSince(database, row))
					? undefined
					: refuse('bad-request', m.asks_mark_first())
		);
	}

	/** Leaves it as it is, and says why. */
	refuse(by: PersonId, document: DocumentId, ending: Ending): Promise<Refusal | undefined> {
		return this.#answer(by, document, 'originator.refuse', 'refused', ending, () =>
			Promise.resolve(ending.words === '' ? refuse('words-missing') : undefined)
		);
	}

	/** Puts a wording for its readers into the text from which the lines of an annex came, where they stood. */
	async sanitise(
		by: PersonId,
		document: DocumentId,
		{ request, words }: Ending
	): Promise<Refusal | undefined> {
		const { database, events } = this.#options;
		const restriction = await restrictionFor(database, document);
		const refusal = await this.#order(by, document, 'originator.sanitise', {
			detail: { request },
			before: async (actor) => {
				const head = await documentHead(database, document);
				const open = head ? await openAsk(database, actor, head, request) : refuse('not-found');
				return isRefusal(open) ? open : putWording(this.#options, actor, document, words);
			},
			act: (transaction, actor, head) =>
				end(transaction, actor, head, { request, words: '', how: 'sanitised' })
		});
		if (!refusal && restriction) events.emit('restricted', restriction.document);
		return refusal;
	}

	/** The requests about a document of which somebody may know who may read it. */
	async of(by: PersonId, document: DocumentId): Promise<AsksView | Refusal> {
		const { database } = this.#options;
		const head = await documentHead(database, document);
		const reader = head && (await readerIn(database, head.session_id, by));
		if (!head || !reader || documentAccess(reader, head) === 'none') return refuse('not-found');
		const answers = mayAnswer(reader, head);
		const rows = await asksAbout(database, document);
		const known = await Promise.all(rows.map((row) => this.#isKnown(row, reader, head)));
		const mayAsk = can(reader.role, 'add document');
		return {
			may: { ask: mayAsk && !answers && head.kind !== 'board', askOfGaps: mayAsk },
			mayAnswer: answers,
			maySanitise: answers && (await hostFor(database, reader, document)) !== undefined,
			asks: rows.filter((_, at) => known[at]).map((row) => askView(row, by, document))
		};
	}

	async #isKnown(row: ListedAsk, reader: Reader, head: StoredDocumentHead): Promise<boolean> {
		const isOwn = row.person_id === reader.person;
		if (row.document_id === head.id) return isOwn || mayAnswer(reader, head);
		if (!isOwn || row.traced === 1) return isOwn;
		const annex = await documentHead(this.#options.database, row.document_id);
		return annex !== undefined && documentAccess(reader, annex) !== 'none';
	}

	#answer(
		by: PersonId,
		document: DocumentId,
		name: Name,
		how: AskEnd,
		{ request, words }: Ending,
		trouble: (transaction: Database, row: Row<'originator_ask'>) => Promise<Refusal | undefined>
	): Promise<Refusal | undefined> {
		return this.#order(by, document, name, {
			detail: { request },
			act: async (transaction, actor, head) => {
				const row = await openAsk(transaction, actor, head, request);
				if (isRefusal(row)) return row;
				const refusal = await trouble(transaction, row);
				return refusal ?? end(transaction, actor, head, { request, words, how });
			}
		});
	}

	async #order(
		by: PersonId,
		document: DocumentId,
		name: Name,
		steps: {
			readonly detail?: Record<string, unknown>;
			readonly before?: (actor: Reader) => Promise<Refusal | undefined>;
			readonly act: Act;
		}
	): Promise<Refusal | undefined> {
		const { database, commands, notices, unawaited } = this.#options;
		const known = await documentHead(database, document);
		if (!known) return refuse('not-found');
		const detail: Record<string, unknown> = { document, ...steps.detail };
		const result = await commands.execute<readonly Made[]>(
			{ by, session: known.session_id, about: document, name, detail },
			{
				...(steps.before && { before: steps.before }),
				act: async (transaction, actor) => {
					const head = await documentHead(transaction, document);
					return head ? steps.act(transaction, actor, head, detail) : refuse('not-found');
				},
				tell: (made) => unawaited(notices.tell(made))
			}
		);
		return isRefusal(result) ? result : undefined;
	}
}
