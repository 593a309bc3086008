import { getPriority, setPriority } from 'node:os';

const LATER = 5; // of 19; with as much to do, the others get three times the processor's time

/**
 * Lets the event loop and the document log go first where the processor is short. Call it on a thread, or at the start of
 * a process. Only Linux has priorities for single threads; elsewhere this would slow down all of them, and does nothing.
 * One that stands back further already stays there: going forward is for administrators only.
 */
export function standBack(): void {
	if (process.platform === 'linux' && getPriority() < LATER) setPriority(LATER);
}
