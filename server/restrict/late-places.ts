import type { DocumentId, PersonId } from '#shared/ids.ts';
import type { Log } from '../boot/log.ts';
import { Queues } from '../commands/queues.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Database } from '../store/connect.ts';
import type { Late } from '../sync/withheld-items.ts';
import { notePlaces, restrictionFor } from './restriction-rows.ts';

/** Parts that are put into an annex at once; a hostile writer may have sent each for another place. */
const AT_ONCE = 500;

export interface LatePlacesOptions {
	readonly database: Database;
	readonly reading: DocumentReading;
	readonly log: Log;
}

/** What came late with one change. */
interface Waiting {
	readonly document: DocumentId;
	readonly client: number;
	readonly clock: number;
	readonly person: PersonId | undefined;
	readonly late: readonly Late[];
}

/** Puts what came late into lines that went into an annex where its writers saw those lines. */
export class LatePlaces {
	readonly #options: LatePlacesOptions;
	readonly #queues = new Queues<DocumentId>();

	constructor(options: LatePlacesOptions) {
		this.#options = options;
	}

	/** All that waits for the annexes of a document. */
	async put(document: DocumentId): Promise<void> {
		await this.#queues.run(document, async () => {
			for (const waiting of await this.#waitingIn(document)) await this.#put(waiting);
		});
	}

	/** All that waits anywhere, as after a crash. */
	async putAll(): Promise<void> {
		const rows = await this.#options.database
			.selectFrom('late_words')
			.select('document_id')
			.distinct()
			.execute();
		for (const { document_id } of rows) await this.put(document_id);
	}

	async #waitingIn(document: DocumentId): Promise<Waiting[]> {
		const rows = await this.#options.database
			.selectFrom('late_words')
			.select(['client', 'clock', 'person_id', 'late'])
			.where('document_id', '=', document)
			.orderBy('at')
			.orderBy('client')
			.orderBy('clock')
			.execute();
		return rows.map(({ client, clock, person_id, late }) => ({
			...{ document, client, clock, person: person_id ?? undefined },
			late: JSON.parse(late) as Late[]
		}));
	}

	/** Part for part, so that a crash leaves the rest waiting. */
	async #put(waiting: Waiting): Promise<void> {
		let { late } = waiting;
		for (let [first] = late; first; [first] = late) {
			const { annex } = first;
			const some = new Set(late.filter((one) => one.annex === annex).slice(0, AT_ONCE));
			late = late.filter((one) => !some.has(one));
			if (!(await this.#putIn(annex, waiting, [...some], late))) return;
		}
	}

	async #putIn(
		annex: DocumentId,
		waiting: Waiting,
		some: readonly Late[],
		rest: readonly Late[]
	): Promise<boolean> {
		const { database, reading, log } = this.#options;
		const restriction = await restrictionFor(database, annex);
		const by = { by: waiting.person };
		const put = restriction && (await reading.edit(annex, by, 'putLate', restriction.moved, some));
		const isRead = put?.kind === 'read';
		if (put && !isRead) log.warn({ annex }, 'what came late waits for its annex');
		if (put && !isRead) return false;
		// What the server does by itself, which nobody commands.
		await database.transaction().execute(async (transaction) => {
			if (restriction && isRead) await notePlaces(transaction, restriction, put.value);
			await keepRest(transaction, waiting, rest);
		});
		return true;
	}
}

async function keepRest(
	transaction: Database,
	{ document, client, clock }: Waiting,
	rest: readonly Late[]
): Promise<void> {
	if (rest.length > 0) {
		await transaction
			.updateTable('late_words')
			.set({ late: JSON.stringify(rest) })
			.where('document_id', '=', document)
			.where('client', '=', client)
			.where('clock', '=', clock)
			.execute();
		return;
	}
	await transaction
		.deleteFrom('late_words')
		.where('document_id', '=', document)
		.where('client', '=', client)
		.where('clock', '=', clock)
		.execute();
}
