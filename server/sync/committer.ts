import type { DocumentId } from '#shared/ids.ts';
import type { DocumentAuthor, DocumentStore, LateWords, StoredUpdate } from './document-store.ts';
import { Rate } from './rate.ts';
import type { Trouble } from './tally.ts';

const GATHER = 4; // ms that a change waits for company before the group is written
const BUSY = 60; // changes per second from which a commit costs more than its changes, so that they wait longer
const GATHER_BUSY = 50; // ms
const GATHER_MOST = 100; // ms, when groups are large; whoever waits to read "Saved" waits for it
const RETRY_FIRST = 200; // ms
const RETRY_LAST = 5_000; // ms

export interface CommitterOptions {
	readonly store: Pick<DocumentStore, 'append'>;
	/** Told of each failure to store, and (undefined) when it works again. */
	readonly onTrouble: Trouble;
	/** Told when storing begins to fail (false), and when it works again. */
	readonly onWorks: (works: boolean) => void;
	/** Told of documents that no longer exist, whose changes could not be stored. */
	readonly onGone: (documents: ReadonlySet<DocumentId>) => void;
	/** Told of each group that was written: its changes, and the milliseconds that writing took. */
	readonly onCommit: (updates: number, milliseconds: number) => void;
	/** Told of a document for which something that came late was stored. */
	readonly onLate: (document: DocumentId) => void;
}

/**
 * Group commit. Always true: updates reach the store in the order given; a promise of {@link settled} resolves only when
 * everything given before it is on disk; a failing store is tried again and again and nothing is dropped.
 */
export class Committer {
	readonly #options: CommitterOptions;
	#gathering: StoredUpdate[] | undefined;
	/** Who sent what, to be written with the changes themselves. */
	#authors: DocumentAuthor[] = [];
	/** What came late, to be written with the changes that came without it. */
	#late: LateWords[] = [];
	#last: Promise<void> = Promise.resolve();
	readonly #changes = new Rate();
	#lastSize = 0;
	#waitingBytes = 0;
	#isFailing = false;

	constructor(options: CommitterOptions) {
		this.#options = options;
	}

	/** Bytes that are not on disk yet. */
	get waitingBytes(): number {
		return this.#waitingBytes;
	}

	get isFailing(): boolean {
		return this.#isFailing;
	}

	/** Takes an update to be written with the next group. */
	add(update: StoredUpdate): void {
		this.#gathering ??= this.#startGroup();
		this.#gathering.push(update);
		this.#changes.count(1);
		this.#waitingBytes += update.data.length;
	}

	/** Takes who sent the change that is added next; written with it. */
	addAuthor(mark: DocumentAuthor): void {
		this.#authors.push(mark);
	}

	/** Takes what came late, to be written with the next group: with the change that came without it. */
	addLate(words: LateWords): void {
		this.#gathering ??= this.#startGroup();
		this.#late.push(words);
	}

	/** Resolves when every update given so far is on disk. */
	settled(): Promise<void> {
		return this.#last;
	}

	#startGroup(): StoredUpdate[] {
		const group: StoredUpdate[] = [];
		this.#last = this.#last
			.then(() => pause(this.#window()))
			.then(() => {
				this.#gathering = undefined;
				return this.#write(group);
			});
		return group;
	}

	#window(): number {
		if (this.#changes.perSecond < BUSY) return GATHER;
		return Math.min(GATHER_MOST, GATHER_BUSY + this.#lastSize);
	}

	async #write(group: readonly StoredUpdate[]): Promise<void> {
		const { store, onCommit, onGone, onLate } = this.#options;
		const start = performance.now();
		const [authors, late] = [this.#authors, this.#late];
		[this.#authors, this.#late] = [[], []];
		const gone = await this.#untilWritten(() => store.append(group, authors, late));
		this.#lastSize = group.length;
		for (const { data } of group) this.#waitingBytes -= data.length;
		onCommit(group.length, performance.now() - start);
		if (gone.size > 0) onGone(gone);
		for (const document of new Set(late.map(({ document }) => document))) onLate(document);
	}

	async #untilWritten<T>(write: () => Promise<T>): Promise<T> {
		for (let wait = RETRY_FIRST; ; wait = Math.min(wait * 2, RETRY_LAST)) {
			try {
				const written = await write();
				if (this.#isFailing) this.#tell(undefined);
				return written;
			} catch (error) {
				this.#tell(error);
				await pause(wait);
			}
		}
	}

	#tell(error: unknown): void {
		const isFailing = error !== undefined;
		this.#options.onTrouble(error, 'storing documents');
		if (isFailing !== this.#isFailing) this.#options.onWorks(!isFailing);
		this.#isFailing = isFailing;
	}
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
