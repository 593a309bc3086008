import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';

let isPaused = () => false;

/** While this is so, {@link readAgain} does nothing. */
export function readNothingWhile(paused: () => boolean): void {
	isPaused = paused;
}

/**
 * Reloads what depends on a resource, such as `board:registers`. Waits for a navigation under way: SvelteKit drops a
 * navigation on invalidation, so that someone else's change would swallow the reader's click.
 */
export async function readAgain(resource: string): Promise<void> {
	// A dropped navigation never completes: wait for each one only once, or this would wait for ever.
	let waited: Promise<void> | null = null;
	while (navigating.complete && navigating.complete !== waited) {
		waited = navigating.complete;
		await waited.catch(() => undefined);
	}
	if (!isPaused()) await invalidate(resource);
}
