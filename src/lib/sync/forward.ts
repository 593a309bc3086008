import * as Y from 'yjs';
import { MESSAGE } from '#shared/protocol/sync.ts';
import type { Waiting } from '../outbox/outbox.ts';
import type { Unsent } from '../outbox/unsent.ts';
import { providerFor, type Place } from './provider.ts';

/**
 * What an earlier program left in the outbox builds on documents as they were then. It is sent as from that program, so that
 * the server keeps it beside the document, where it can be read; what it does not keep stays in the outbox.
 */
export async function forwardOutdated(
	place: Place,
	unsent: Unsent,
	stop: AbortSignal
): Promise<void> {
	const left = await unsent.outdated().catch(() => []); // a disk that fails says so elsewhere
	for (const one of left)
		if (!stop.aborted && (await isKept(place, one, stop))) unsent.forwarded(one);
}

function isKept(place: Place, left: Waiting, stop: AbortSignal): Promise<boolean> {
	const { promise, resolve } = Promise.withResolvers<boolean>();
	const doc = new Y.Doc();
	Y.applyUpdate(doc, left.update);
	const provider = providerFor(place, doc, left.schema);
	provider.awareness.setLocalState(null); // it is nobody who is here
	provider.messageHandlers[MESSAGE.held] = () => resolve(true);
	provider.on('connection-close', () => resolve(false));
	stop.addEventListener('abort', () => resolve(false));
	return promise.finally(() => {
		provider.destroy();
		doc.destroy();
	});
}
