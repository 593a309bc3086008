import type { Server } from 'node:http';
import type { Log } from '../boot/log.ts';

const LIMIT = 10_000; // ms, in addition to the drain of the sockets; container managers kill soon after
const PARENT_WATCH = 500; // milliseconds
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Shuts down gracefully on the first signal, and ends the process at once on the second. `drain` is the milliseconds
 * over which the sockets are closed.
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
 * npm sends a signal to its shell, which ends without passing it on. A board started by `npm start` would then keep its
 * port for ever, so it shuts down when its parent process is gone.
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
 * Stops accepting connections, closes the application, then waits for requests in progress, all within the limit (ms).
 * Returns the exit code: 1 when something could not be closed, since then data may not have been written.
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

/**
 * Unlike AbortSignal.timeout, keeps the process alive: it must not exit as if done when nothing but this is pending.
 */
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
