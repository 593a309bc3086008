import { parentPort } from 'node:worker_threads';
import type { LogCalls } from '#server/store/log-messages.ts';
import type { Question } from '#server/threads/messages.ts';

/** The log's thread, except that a request for versions ends it before it handles later requests. */
parentPort?.on('message', ({ call }: Question<LogCalls>) => {
	if (call === 'versions') process.exit(1);
});
await import('#server/store/log-thread.ts');
