import type { Failure } from './messages.ts';

/** A call to a thread or a child process failed; `code` is the failure's code there, such as `SQLITE_FULL`. */
export class ThreadError extends Error {
	override readonly name = 'ThreadError';
	readonly code: string | undefined;

	constructor({ message, code }: Failure) {
		super(message);
		this.code = code;
	}
}

/** The code of a {@link ThreadError}: it was ended because a call exceeded its limit. */
export const TOOK_TOO_LONG = 'TOOK_TOO_LONG';

/** The code of a {@link ThreadError}: it was ended because it needed more memory than it may have. */
export const TOO_MUCH_MEMORY = 'TOO_MUCH_MEMORY';
