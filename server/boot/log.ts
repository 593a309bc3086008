import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/**
 * A log of JSON lines on standard output, for machines. What people should read at the start is printed as plain text.
 */
export function createLog(level: Config['logLevel']): Log {
	return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}
