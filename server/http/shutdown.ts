import type { Server } from 'node:http';
import type { Log } from '../boot/log.ts';

const LIMIT = 10_000; // milliseconds beyond the time that sockets are given; container managers kill soon after
const PARENT_WATCH = 500; // milliseconds
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Ends the process in good order on the first signal, and at once on the second. `drain` is how many milliseconds the
 * sockets are given.
 */
export function endOnSignal(
	server: Server,
	close: () => Promise<void>,
	log: Log,
	drain: number
): void {
	let isEnding = false;
	const end = (signal: string) => {
		if (isEnding) process.exit(1);
		isEnding = true;
		log.info({ signal }, 'ending');
		void shutDown(server, close, log, LIMIT + drain).then((code) => process.exit(code));
	};
	for (const signal of SIGNALS) process.on(signal, end);
	if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(() => end('SIGTERM'));
}

/**
 * npm hands a signal to its shell, which ends without passing it on. A board started by `npm start` would then hold
 * its port for ever, so it ends when its parent has gone.
 */
function whenOrphaned(end: () => void): void {
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		end();
	}, PARENT_WATCH);
	watch.unref();
}

/**
 * Stops accepting, closes what the server carries, then waits for the requests under way, all within the limit.
 * Gives the exit code: 1 when something could not be closed, since then data may not have been written.
 */
export async function shutDown(
	server: Server,
	close: () => Promise<void>,
	log: Log,
	limit = LIMIT
): Promise<number> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	const { signal, clear } = after(limit);
	try {
		await within(close(), signal);
		server.closeIdleConnections();
		await within(closed, signal).catch(() => server.closeAllConnections());
		return 0;
	} catch (error) {
		log.error({ err: error }, 'closing failed');
		return 1;
	} finally {
		clear();
	}
}

/** Unlike AbortSignal.timeout this keeps the process alive: one that has nothing else to do must not end as if it were done. */
function after(milliseconds: number): { signal: AbortSignal; clear: () => void } {
	const late = new AbortController();
	const timer = setTimeout(() => late.abort(), milliseconds);
	return { signal: late.signal, clear: () => clearTimeout(timer) };
}

function within(work: Promise<void>, late: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		late.addEventListener('abort', () => reject(new Error('not closed in time')));
		work.then(resolve, reject);
	});
}
