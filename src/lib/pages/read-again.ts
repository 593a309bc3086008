import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Reads again what depends on a resource, such as `board:registers`. While the reader is on the way to another page it
 * waits: SvelteKit drops a navigation for an invalidation, and what somebody else changed would cost them their click.
 */
export async function readAgain(resource: string): Promise<void> {
	while (navigating.complete) await navigating.complete.catch(() => undefined);
	await invalidate(resource);
}
