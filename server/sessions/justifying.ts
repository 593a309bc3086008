import { hasToSayWhy, type Reader } from '#shared/access.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { AskedDocument, JustifiedAt } from '#shared/justification.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { actingLogin } from '../commands/acting-login.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import { documentHeads } from './document-rows.ts';
import { keepJustified, lapsedIn } from './justified.ts';

interface JustifyingOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
}

/** What somebody says, and where they were asked. */
interface Said {
	readonly why: string;
	readonly at: JustifiedAt;
}

/**
 * Why restricted documents are opened, in sessions that ask for it: said once in a login for each document, and kept in the
 * audit only.
 */
export class Justifying {
	readonly #options: JustifyingOptions;
	/** When it was last looked for what no longer counts. */
	#looked = Date.now();

	constructor(options: JustifyingOptions) {
		this.#options = options;
	}

	/** The documents of a session that open for a reader once they say why, as far as they are told of them. */
	async asked(session: SessionId, reader: Reader): Promise<AskedDocument[]> {
		const { database } = this.#options;
		const heads = await documentHeads(database, session);
		const asked = heads.filter((head) => hasToSayWhy(reader, head));
		if (asked.length === 0) return [];
		const organisations = await database
			.selectFrom('organisation')
			.select(['id', 'code'])
			.execute();
		const codes = new Map(organisations.map(({ id, code }) => [id, code]));
		return asked.map(({ id, label, originator_id: from }) => ({
			...{ id, label, originator: from === null ? undefined : codes.get(from) }
		}));
	}

	/** Notes why somebody opens a document, which opens for them in this login. */
	async justify(
		by: PersonId,
		document: DocumentId,
		{ why, at }: Said
	): Promise<Refusal | undefined> {
		const { commands, events } = this.#options;
		const login = actingLogin();
		const result = await commands.execute<SessionId>(
			{ by, document, name: 'document.justify', detail: { why, at } },
			{
				act: async (transaction) => {
					if (login === undefined) return refuse('not-signed-in');
					await keepJustified(transaction, login, document);
					return sessionOf(transaction, document);
				},
				tell: (session) => login && events.emit('justified', session, document, { by, login })
			}
		);
		return typeof result === 'string' ? undefined : result;
	}

	/** Says whether restricted documents of a session open only once their reader has said why. */
	ask(by: PersonId, session: SessionId, isAsked: boolean): Promise<Refusal | undefined> {
		const { commands, events } = this.#options;
		const order = { by, session, name: 'session.ask-why', detail: { isAsked } } as const;
		return commands.execute<undefined>(order, {
			act: async (transaction) => {
				const change = transaction.updateTable('session').set({ asks_why: isAsked ? 1 : 0 });
				await change.where('id', '=', session).execute();
				return undefined;
			},
			tell: () => {
				events.emit('accessChanged', session);
				events.emit('changed', session, 'details');
			}
		});
	}

	/** What was said too long ago no longer counts: closes what is open by it. */
	async look(): Promise<void> {
		const { database, events } = this.#options;
		const [from, to] = [this.#looked, Date.now()];
		this.#looked = to;
		for (const session of await lapsedIn(database, { from, to }))
			events.emit('accessChanged', session);
	}
}

async function sessionOf(database: Database, document: DocumentId): Promise<SessionId> {
	const row = await database
		.selectFrom('document')
		.select('session_id')
		.where('id', '=', document)
		.executeTakeFirstOrThrow();
	return row.session_id;
}
