import type { SessionId } from '#shared/ids.ts';

export interface GatherOptions<News> {
	/** Milliseconds between two deliveries of a session. */
	readonly pause: number;
	readonly none: () => News;
	readonly deliver: (session: SessionId, news: News) => Promise<void>;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** Gathers the news of each session and delivers them together: at most once per pause, never two at the same time. */
export class Gather<News> {
	readonly #options: GatherOptions<News>;
	readonly #waiting = new Map<SessionId, News>();
	readonly #busy = new Set<SessionId>();
	#isClosed = false;

	constructor(options: GatherOptions<News>) {
		this.#options = options;
	}

	/** Adds to the news of a session, which are delivered after the pause. */
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

	/** Stops delivering. */
	close(): void {
		this.#isClosed = true;
	}
}
