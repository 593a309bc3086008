import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import type { MentionAt } from '#shared/mentions/in-document.ts';
import { foldText } from '#shared/search.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import { documentHead } from '../sessions/document-rows.ts';
import { readersOf } from '../sessions/document-readers.ts';
import { participants } from '../sessions/participation.ts';
import type { Database } from '../store/connect.ts';
import type { Authors } from '../sync/authors.ts';
import type { Rooms } from '../sync/rooms.ts';
import { addNotices, type Made } from './notice-rows.ts';
import type { Notices } from './notices.ts';

const FRESH = 24 * 3_600_000; // ms; whoever was mentioned longer ago has heard of it otherwise
const MOST = 200; // people told at once

export interface MentionsOptions {
	readonly database: Database;
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly notices: Notices;
	/** Milliseconds since 1970. */
	readonly now: () => number;
}

/** Somebody who is mentioned in a line, and who wrote that. */
interface Mentioned extends Pick<MentionAt, 'item' | 'line'> {
	readonly person: PersonId;
	readonly by: PersonId;
}

/**
 * Tells people that they are mentioned: those who may read the document, once for each line, and nobody of their own
 * mention. Who wrote it is known by the login that sent it; where that is not recorded nobody is told.
 */
export class Mentions {
	readonly #options: MentionsOptions;

	constructor(options: MentionsOptions) {
		this.#options = options;
	}

	/** Reads a document that has changed, and tells those who are mentioned since. */
	async look(document: DocumentId): Promise<void> {
		const { database, notices, reading, rooms } = this.#options;
		const head = await documentHead(database, document);
		if (!head) return;
		const read = await reading.read(document, 'mentions');
		const authors = await rooms.authors(document);
		if (read.kind !== 'read' || !authors || read.value.length === 0) return;
		const session = head.session_id;
		const people = await this.#people(session, document);
		const mentioned = read.value.flatMap((mention) => this.#mentioned(mention, people, authors));
		const made = await this.#tell(document, session, mentioned.slice(0, MOST));
		if (made.length > 0) await notices.tell(made);
	}

	/** Those who may read the document, by their handles and names; who shares one of them with others is nobody. */
	async #people(session: SessionId, document: DocumentId): Promise<ReadonlyMap<string, PersonId>> {
		const { database } = this.#options;
		const rows = await participants(database, session);
		const readers = new Set(
			(await readersOf(database, session, document)).map((one) => one.person)
		);
		const organisations = await database
			.selectFrom('organisation')
			.select('code')
			.where('id', 'in', [...new Set(rows.map(({ organisation }) => organisation))])
			.execute();
		const codes = new Set(organisations.map(({ code }) => foldText(code)));
		const named = rows.flatMap(({ person, handle, name }) =>
			[...new Set([handle, name].map(foldText))].map((key) => ({ key, person }))
		);
		const byName = Map.groupBy(named, ({ key }) => key);
		return new Map(
			[...byName].flatMap(([key, [one, ...others]]) =>
				one && others.length === 0 && !codes.has(key) && readers.has(one.person)
					? [[key, one.person] as const]
					: []
			)
		);
	}

	#mentioned(
		{ item, line, named, client, clock }: MentionAt,
		people: ReadonlyMap<string, PersonId>,
		authors: Pick<Authors, 'spans'>
	): Mentioned[] {
		const person = people.get(foldText(named));
		const [sign] = authors.spans(client, clock, 1);
		const isFresh = sign?.at !== undefined && sign.at > this.#options.now() - FRESH;
		const by = sign?.person;
		return person && by && by !== person && isFresh ? [{ item, line, person, by }] : [];
	}

	#tell(
		document: DocumentId,
		session: SessionId,
		mentioned: readonly Mentioned[]
	): Promise<readonly Made[]> {
		if (mentioned.length === 0) return Promise.resolve([]);
		return this.#options.database.transaction().execute(async (transaction) => {
			const made: Made[] = [];
			for (const one of mentioned)
				if (await this.#isNews(transaction, document, one)) {
					const action = { id: null, document_id: document, session_id: session };
					const notice = { person: one.person, kind: 'mentioned' } as const;
					made.push(...(await addNotices(transaction, [notice], { action, line: one.line })));
				}
			return made;
		});
	}

	/** Notes a mention. False when its person was told already, or is told a lot by the same person just now. */
	async #isNews(
		transaction: Database,
		document: DocumentId,
		{ person, by, item, line }: Mentioned
	): Promise<boolean> {
		const now = this.#options.now();
		const { burst, mentions } = LIMITS.notifications;
		const { count } = await transaction
			.selectFrom('mention')
			.select((one) => one.fn.countAll<number>().as('count'))
			.where('person_id', '=', person)
			.where('by_id', '=', by)
			.where('at', '>', now - burst)
			.executeTakeFirstOrThrow();
		const { numInsertedOrUpdatedRows: added } = await transaction
			.insertInto('mention')
			.values({
				...{ document_id: document, line_id: line, person_id: person, by_id: by },
				...{ item_id: item ?? null, at: now }
			})
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirstOrThrow();
		return added === 1n && count < mentions;
	}
}
