import type { DocumentId } from '#shared/ids.ts';
import { recordsChange, type RecordsChange, type RecordsView } from '#shared/board/records-view.ts';
import type { DocumentRecords } from '#shared/protocol/live.ts';

const MOST = 20_000; // records remembered

export interface ShownRecordsOptions {
	/** Reads the records of a document; undefined for a board, and for what cannot be read. */
	readonly read: (document: DocumentId) => Promise<RecordsView | undefined>;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** The records of documents as browsers that do not have them open were last told. */
export class ShownRecords {
	readonly #options: ShownRecordsOptions;
	/** The document used least lately comes first. */
	readonly #known = new Map<DocumentId, RecordsView>();
	#count = 0;

	constructor(options: ShownRecordsOptions) {
		this.#options = options;
	}

	/** Hands over the records of documents, in the tick in which they are current. */
	async tell(
		documents: readonly DocumentId[],
		to: (records: readonly DocumentRecords[]) => void
	): Promise<void> {
		const read = await Promise.all(documents.map((id) => this.#look(id)));
		to(
			documents.flatMap((id, at) => {
				const records = this.#known.get(id) ?? read[at];
				if (!records) return [];
				this.#keep(id, records);
				return [[id, records] as const];
			})
		);
	}

	/** One that cannot be looked up keeps nobody from the others. */
	async #look(id: DocumentId): Promise<RecordsView | undefined> {
		const known = this.#known.get(id);
		if (known) return known;
		const { read, unawaited } = this.#options;
		const records = read(id);
		unawaited(records);
		return records.catch(() => undefined);
	}

	/** A document has these records now; answers with what is different, or `whole` when it is not known from what. */
	change(id: DocumentId, now: RecordsView): RecordsChange | 'whole' | undefined {
		const before = this.#known.get(id);
		this.#keep(id, now);
		return before ? recordsChange(before, now) : 'whole';
	}

	#keep(id: DocumentId, records: RecordsView): void {
		this.#forget(id);
		this.#known.set(id, records);
		this.#count += sizeOf(records);
		for (const [oldest] of this.#known)
			if (this.#count > MOST && oldest !== id) this.#forget(oldest);
	}

	#forget(id: DocumentId): void {
		const records = this.#known.get(id);
		if (records) this.#count -= sizeOf(records);
		this.#known.delete(id);
	}
}

function sizeOf({ actions, decisions }: RecordsView): number {
	return actions.length + decisions.length + 1;
}
