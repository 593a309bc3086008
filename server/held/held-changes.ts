import { documentAccess, keepsRecord } from '#shared/access.ts';
import type { DocumentId, HeldId, PersonId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { HeldChange } from '#shared/versions/held-change.ts';
import type { Reads } from '../audit/reads.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Projector } from '../records/projector.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Participation } from '../sessions/participation.ts';
import type { Database } from '../store/connect.ts';
import type { Rooms } from '../sync/rooms.ts';

export interface HeldChangesOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly documents: Documents;
	readonly reads: Pick<Reads, 'note'>;
	readonly participation: Participation;
	readonly rooms: Rooms;
	readonly projector: Projector;
	readonly events: SessionEvents;
}

/**
 * Changes that a document could not take from somebody honest, such as words written offline before the session was
 * closed. They are kept until those who keep the record take them over or refuse them, or their author drops them.
 */
export class HeldChanges {
	readonly #options: HeldChangesOptions;

	constructor(options: HeldChangesOptions) {
		this.#options = options;
	}

	/** The changes that a person may know of in a session: their own, and for those who keep the record all they may read. */
	async list(by: PersonId, session: SessionId): Promise<HeldChange[]> {
		const { database, documents, participation, reads } = this.#options;
		const reader = await participation.reader(by, session);
		const rows = await database
			.selectFrom('held_change as held')
			.innerJoin('person', 'person.id', 'held.person_id')
			.select(['held.id', 'held.document_id as document', 'held.reason', 'held.at', 'held.words'])
			.select(['person.id as person', 'person.name'])
			.where('held.session_id', '=', session)
			.orderBy('held.at')
			.execute();
		const heads = new Map((await documents.heads(session)).map((head) => [head.id, head]));
		const shown = rows.flatMap(({ person, name, ...row }) => {
			const head = heads.get(row.document);
			const access = head && reader ? documentAccess(reader, head) : 'none';
			const isKeeper = access === 'write' && reader !== undefined && keepsRecord(reader.role);
			const isMine = person === by;
			const mayTake = isKeeper && row.reason !== 'outdated'; // its words belong to a text that is no more
			return access !== 'none' && (isMine || isKeeper) ? [{ ...row, name, isMine, mayTake }] : [];
		});
		const others = shown.filter(({ isMine }) => !isMine).map(({ document }) => document);
		await reads.note(by, others, 'held');
		return shown;
	}

	/** Takes a change into its document, as written by its author. */
	take(by: PersonId, document: DocumentId, id: HeldId): Promise<Refusal | undefined> {
		const { commands, projector, rooms } = this.#options;
		return commands.execute<undefined>(
			{ by, document, name: 'held.take', detail: { held: id } },
			{
				// The document first: taken twice it is the same, but a change that was deleted first could be lost.
				before: async ({ role }) => {
					if (!keepsRecord(role)) return refuse('forbidden');
					const row = await this.#row(document, id);
					if (!row) return refuse('not-found');
					if (row.reason === 'outdated') return refuse('held-does-not-fit');
					const isTaken = await rooms.take(document, row.data, row.person_id);
					if (!isTaken) return refuse('held-does-not-fit');
					await projector.project(document);
					return undefined;
				},
				act: (transaction) => remove(transaction, id),
				tell: () => this.#tell(document)
			}
		);
	}

	/** Refuses a change for good. */
	refuse(by: PersonId, document: DocumentId, id: HeldId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, document, name: 'held.refuse', detail: { held: id } },
			{
				act: async (transaction, { role }) =>
					keepsRecord(role) ? remove(transaction, id) : refuse('forbidden'),
				tell: () => this.#tell(document)
			}
		);
	}

	/** Drops one's own change. */
	drop(by: PersonId, document: DocumentId, id: HeldId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'held.drop', detail: { document, held: id } },
			{
				act: async (transaction) => {
					const row = await this.#row(document, id, transaction);
					return row?.person_id === by ? remove(transaction, id) : refuse('not-found');
				},
				tell: () => this.#tell(document)
			}
		);
	}

	#row(document: DocumentId, id: HeldId, database = this.#options.database) {
		return database
			.selectFrom('held_change')
			.select(['data', 'person_id', 'reason'])
			.where('id', '=', id)
			.where('document_id', '=', document)
			.executeTakeFirst();
	}

	#tell(document: DocumentId): void {
		this.#options.events.emit('held', document);
	}
}

async function remove(transaction: Database, id: HeldId): Promise<undefined> {
	await transaction.deleteFrom('held_change').where('id', '=', id).execute();
	return undefined;
}
