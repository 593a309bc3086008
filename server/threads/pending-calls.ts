import type { Reply } from './messages.ts';
import { ThreadError } from './thread-error.ts';

interface Pending {
	readonly resolve: (result: never) => void;
	readonly reject: (error: Error) => void;
	readonly onNews: ((news: never) => void) | undefined;
	readonly timer: NodeJS.Timeout | undefined;
}

interface Wait<News> {
	readonly id: number;
	readonly onNews: ((news: News) => void) | undefined;
	/** Milliseconds until `giveUp` is called. */
	readonly limit: number | undefined;
	readonly giveUp: () => void;
}

/** The calls that wait for their answer. Each is settled exactly once. */
export class PendingCalls {
	readonly #pending = new Map<number, Pending>();

	get size(): number {
		return this.#pending.size;
	}

	/** Settled by {@link receive} or {@link failAll}. */
	wait<Answer, News>({ id, onNews, limit, giveUp }: Wait<News>): Promise<Answer> {
		const timer = limit === undefined ? undefined : setTimeout(giveUp, limit);
		return new Promise<Answer>((resolve, reject) =>
			this.#pending.set(id, { resolve, reject, onNews, timer })
		);
	}

	receive(reply: Reply): void {
		const pending = this.#pending.get(reply.id);
		if ('news' in reply) return pending?.onNews?.(reply.news as never);
		clearTimeout(pending?.timer);
		this.#pending.delete(reply.id);
		if ('failure' in reply) pending?.reject(new ThreadError(reply.failure));
		else pending?.resolve(reply.result as never);
	}

	failAll(error: Error): void {
		const pending = [...this.#pending.values()];
		this.#pending.clear();
		for (const { reject, timer } of pending) {
			clearTimeout(timer);
			reject(error);
		}
	}
}
