import { m } from '#messages/messages.js';
import type { Replaced } from '#shared/find/replace.ts';

/** How much was replaced, and what was passed over. */
export function inWords({ replaced: count, locked }: Replaced): string {
	const done = m.find_replaced({ count });
	return locked > 0 ? m.find_replaced_but({ done, locked }) : done;
}
