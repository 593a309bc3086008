import { setImmediate } from 'node:timers/promises';

/** Lets the event loop go on with other work: queries of an embedded database never leave it by themselves. */
export const yieldNow = (): Promise<void> => setImmediate();
