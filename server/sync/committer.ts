import type { DocumentStore, StoredUpdate } from './document-store.ts';

const GATHER = 4; // ms that a change waits for company before the group is written
const RETRY_FIRST = 200; // ms
const RETRY_LAST = 5_000; // ms

export interface CommitterOptions {
	readonly store: Pick<DocumentStore, 'append'>;
	/** Told when storing fails, and (undefined) when it works again. */
	readonly onTrouble: (error: unknown) => void;
}

/**
 * Group commit. Always true: updates reach the store in the order given; a promise of {@link settled} resolves only when
 * everything given before it is on disk; a failing store is tried again and again and nothing is dropped.
 */
export class Committer {
	readonly #options: CommitterOptions;
	#gathering: StoredUpdate[] | undefined;
	#last: Promise<void> = Promise.resolve();

	constructor(options: CommitterOptions) {
		this.#options = options;
	}

	/** Takes an update to be written with the next group. */
	add(update: StoredUpdate): void {
		this.#gathering ??= this.#startGroup();
		this.#gathering.push(update);
	}

	/** Resolves when every update given so far is on disk. */
	settled(): Promise<void> {
		return this.#last;
	}

	#startGroup(): StoredUpdate[] {
		const group: StoredUpdate[] = [];
		this.#last = this.#last
			.then(() => pause(GATHER))
			.then(() => {
				this.#gathering = undefined;
				return this.#write(group);
			});
		return group;
	}

	async #write(group: readonly StoredUpdate[]): Promise<void> {
		for (let wait = RETRY_FIRST, failed = false; ; wait = Math.min(wait * 2, RETRY_LAST)) {
			try {
				await this.#options.store.append(group);
				if (failed) this.#options.onTrouble(undefined);
				return;
			} catch (error) {
				failed = true;
				this.#options.onTrouble(error);
				await pause(wait);
			}
		}
	}
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
