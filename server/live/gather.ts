import type { SessionId } from '#shared/ids.ts';

export interface GatherOptions<News> {
	/** Milliseconds between two deliveries of a session. */
	readonly pause: number;
	readonly none: () => News;
	readonly deliver: (session: SessionId, news: News) => Promise<void>;
	/** Takes work that nobody waits for. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** Gathers what is new in each session and delivers it together: at most once in a pause, one after the other. */
export class Gather<News> {
	readonly #options: GatherOptions<News>;
	readonly #waiting = new Map<SessionId, News>();
	readonly #busy = new Set<SessionId>();
	#isClosed = false;

	constructor(options: GatherOptions<News>) {
		this.#options = options;
	}

	/** Notes something new; it is delivered soon. */
	add(session: SessionId, note: (news: News) => void): void {
		const waiting = this.#waiting.get(session);
		if (waiting) return note(waiting);
		const news = this.#options.none();
		note(news);
		this.#waiting.set(session, news);
		if (!this.#busy.has(session)) this.#soon(session);
	}

	#soon(session: SessionId): void {
		this.#busy.add(session);
		const deliver = () => this.#options.unawaited(this.#deliver(session));
		setTimeout(deliver, this.#options.pause).unref();
	}

	async #deliver(session: SessionId): Promise<void> {
		const news = this.#waiting.get(session);
		this.#waiting.delete(session);
		try {
			if (news && !this.#isClosed) await this.#options.deliver(session, news);
		} finally {
			this.#busy.delete(session);
			if (this.#waiting.has(session)) this.#soon(session);
		}
	}

	/** Nothing more is delivered. */
	close(): void {
		this.#isClosed = true;
	}
}
