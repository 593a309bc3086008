import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The login in which something is done for somebody: of the request or the socket. It goes along with the work instead of
 * through every function, so that none can forget to pass it on; where there is none, nothing was said in it.
 */
const acting = new AsyncLocalStorage<string | undefined>();

/** Does something in a login, by its handle; undefined: for nobody who is signed in. */
export function inLogin<T>(handle: string | undefined, work: () => T): T {
	return acting.run(handle, work);
}

/** Does something that is in nobody's login, such as what follows a command for others. */
export function inNoLogin<T>(work: () => T): T {
	return acting.run(undefined, work);
}

/** The handle of the login in which this is done. */
export function actingLogin(): string | undefined {
	return acting.getStore();
}
