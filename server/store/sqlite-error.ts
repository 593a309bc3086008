import type { Failure } from '../threads/messages.ts';

const BUSY = 5;
const CONSTRAINT = 19;
const NAMES: Readonly<Record<number, string>> = {
	5: 'SQLITE_BUSY',
	7: 'SQLITE_NOMEM',
	8: 'SQLITE_READONLY',
	10: 'SQLITE_IOERR',
	11: 'SQLITE_CORRUPT',
	13: 'SQLITE_FULL',
	14: 'SQLITE_CANTOPEN',
	15: 'SQLITE_PROTOCOL',
	19: 'SQLITE_CONSTRAINT',
	26: 'SQLITE_NOTADB'
};

/** SQLite's primary result code of an error; undefined when the error is not SQLite's. */
function resultCode(error: unknown): number | undefined {
	if (!(error instanceof Error) || !('errcode' in error)) return undefined;
	return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** Another connection holds the lock; nothing was changed. */
export function isBusy(error: unknown): boolean {
	return resultCode(error) === BUSY;
}

/** Whether the connection may be in an undefined state: after any SQLite error but a lock or a violated constraint. */
export function isDoubtful(error: unknown): boolean {
	const code = resultCode(error);
	return code !== undefined && code !== BUSY && code !== CONSTRAINT;
}

/** An error as sent between threads, with SQLite's name for it, such as `SQLITE_FULL`. */
export function failureOf(error: unknown): Failure {
	const message = error instanceof Error ? error.message : String(error);
	return { message, code: codeOf(error) };
}

function codeOf(error: unknown): string | undefined {
	const code = resultCode(error);
	if (code !== undefined) return NAMES[code] ?? `SQLITE_${code}`;
	return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
