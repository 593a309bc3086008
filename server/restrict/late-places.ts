import { placeOf } from '#shared/restrict/withheld.ts';
import type { DocumentId, PersonId } from '#shared/ids.ts';
import type { Log } from '../boot/log.ts';
import { Queues } from '../commands/queues.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Database } from '../store/connect.ts';
import type { Late } from '../sync/withheld-items.ts';
import { noteLate, restrictionsOf, type Restriction } from './restriction-rows.ts';

export interface LatePlacesOptions {
	readonly database: Database;
	readonly reading: DocumentReading;
	readonly log: Log;
}

/** A part of what came late. */
interface Waiting {
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
			for (const waiting of await this.#waitingIn(document)) await this.#put(document, waiting);
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
			...{ client, clock, person: person_id ?? undefined },
			late: JSON.parse(late) as Late[]
		}));
	}

	async #put(document: DocumentId, waiting: Waiting): Promise<void> {
		const { reading, log } = this.#options;
		const restriction = ofWhich(await restrictionsOf(this.#options.database, document), waiting);
		if (!restriction) return;
		const { annex, moved } = restriction;
		const put = await reading.edit(annex, { by: waiting.person }, 'putLate', moved, waiting.late);
		if (put.kind !== 'read') return log.warn({ annex }, 'what came late waits for its annex');
		await this.#note(document, waiting, { restriction, put: put.value });
	}

	/** What the server does by itself, which nobody commands. */
	async #note(
		document: DocumentId,
		{ client, clock }: Waiting,
		{ restriction, put }: { restriction: Restriction; put: Parameters<typeof noteLate>[2] }
	): Promise<void> {
		await this.#options.database.transaction().execute(async (transaction) => {
			await noteLate(transaction, restriction, put);
			await transaction
				.deleteFrom('late_words')
				.where('document_id', '=', document)
				.where('client', '=', client)
				.where('clock', '=', clock)
				.execute();
		});
	}
}

/** The restriction of the lines in which it was written; the last one where that is not known. */
function ofWhich(all: readonly Restriction[], { late }: Waiting): Restriction | undefined {
	const isIn = ({ moved }: Restriction) =>
		late.some(({ after }) => after !== undefined && placeOf(moved, after) !== undefined);
	return all.find(isIn) ?? all.at(-1);
}
