import { Thread } from '../threads/thread.ts';
import { readCalls, type ReadCalls } from './read-calls.ts';

/** Who reads documents: a thread, or in tests and tools the caller's own. */
export interface Reader {
	/** Rejects when the read threw, took too much time or memory, or ended the thread. */
	ask<N extends keyof ReadCalls>(
		call: N,
		given: Parameters<ReadCalls[N]>
	): Promise<ReturnType<ReadCalls[N]>>;
	close(): Promise<void>;
}

const LONGEST = 10_000; // ms of one read, start of the thread included; a paper of 450 pages takes 0.3 s
// Deleting what is nested deep is recursive in Yjs; documents of older programs may be nested as deep as they like.
const STACK = 32; // MB
const MEMORY = 1_024; // MB

/** A thread that reads documents. It starts with the first read, and again after one that ended it. */
export function openReadingThread({ memory = MEMORY } = {}): Reader {
	const entry = new URL('./read-thread.ts', import.meta.url);
	const thread = new Thread<ReadCalls>({
		...{ name: 'documents', entry },
		resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: STACK }
	});
	return {
		ask: (call, given) => thread.ask(call, given, { limit: LONGEST }),
		close: () => thread.close()
	};
}

/** Reads here and now. */
export function readHere(): Reader {
	const calls = readCalls();
	return {
		ask: (call, given) =>
			Promise.resolve().then(() => {
				const perform = calls[call] as (...all: typeof given) => ReturnType<ReadCalls[typeof call]>;
				return perform(...given);
			}),
		close: () => Promise.resolve()
	};
}
