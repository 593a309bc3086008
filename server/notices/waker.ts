import { inNoLogin } from '../commands/acting-login.ts';

export interface WakerOptions {
	/** Does what is due; resolves to the milliseconds until the next run, or undefined to wait for a wake. */
	readonly work: () => Promise<number | undefined>;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** Runs work in the background, one run at a time. A wake during a run is not missed: the work runs once more. */
export class Waker {
	readonly #options: WakerOptions;
	#running: Promise<void> | undefined;
	#timer: NodeJS.Timeout | undefined;
	#isDue = false;
	#isClosed = false;

	constructor(options: WakerOptions) {
		this.#options = options;
	}

	/** True once it is closing: a run in progress should end soon. */
	get isClosed(): boolean {
		return this.#isClosed;
	}

	/** Starts a run, or another one after the current. */
	readonly wake = (): void => {
		if (this.#isClosed) return;
		this.#isDue = true;
		clearTimeout(this.#timer);
		this.#running ??= inNoLogin(() => this.#run());
		this.#options.unawaited(this.#running);
	};

	/** Resolves when a run that began after this call has ended. */
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

	/** Stops after finishing the work in progress. */
	async close(): Promise<void> {
		this.#isClosed = true;
		clearTimeout(this.#timer);
		await this.#running;
	}
}
