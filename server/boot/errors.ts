/**
 * The board cannot start, for a reason that the person who starts it can fix. Only the message is shown, without a
 * stack, so it must say what was found and what to do.
 */
export class StartError extends Error {
	override readonly name: string = 'StartError';
}

/** The code of a Node system error, such as `EADDRINUSE`; empty for anything else. */
export function systemCode(error: unknown): string {
	if (!(error instanceof Error) || !('code' in error)) return '';
	return typeof error.code === 'string' ? error.code : '';
}
