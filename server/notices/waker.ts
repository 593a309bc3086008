export interface WakerOptions {
	/** Does what is due; resolves to the milliseconds until it should look again by itself, if it should. */
	readonly work: () => Promise<number | undefined>;
	/** Takes work that nobody waits for. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** Work in the background, one run at a time. Whoever wakes it while it works is not missed: it runs once more. */
export class Waker {
	readonly #options: WakerOptions;
	#running: Promise<void> | undefined;
	#timer: NodeJS.Timeout | undefined;
	#isDue = false;
	#isClosed = false;

	constructor(options: WakerOptions) {
		this.#options = options;
	}

	/** True once it ends: work in hand should come to its end soon. */
	get isClosed(): boolean {
		return this.#isClosed;
	}

	/** Runs soon. */
	readonly wake = (): void => {
		if (this.#isClosed) return;
		this.#isDue = true;
		clearTimeout(this.#timer);
		this.#running ??= this.#run();
		this.#options.unawaited(this.#running);
	};

	/** Done when a run that began after this call has ended. */
	async settle(): Promise<void> {
		this.wake();
		await this.#running;
	}

	async #run(): Promise<void> {
		try {
			while (this.#isDue && !this.#isClosed) {
				this.#isDue = false;
				const wait = await this.#options.work();
				if (wait !== undefined) this.#wakeIn(wait);
			}
		} finally {
			this.#running = undefined;
		}
	}

	#wakeIn(wait: number): void {
		clearTimeout(this.#timer);
		if (!this.#isClosed) this.#timer = setTimeout(this.wake, wait).unref();
	}

	/** Ends; what is in hand is finished. */
	async close(): Promise<void> {
		this.#isClosed = true;
		clearTimeout(this.#timer);
		await this.#running;
	}
}
