import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Reads again what depends on a resource, such as `board:registers`. While the reader is on the way to another page it
 * waits: SvelteKit drops a navigation for an invalidation, and what somebody else changed would cost them their click.
 */
export async function readAgain(resource: string): Promise<void> {
	// One that was dropped stays where it is: each is waited for once, or this would wait for ever.
	let waited: Promise<void> | null = null;
	while (navigating.complete && navigating.complete !== waited) {
		waited = navigating.complete;
		await waited.catch(() => undefined);
	}
	await invalidate(resource);
}
