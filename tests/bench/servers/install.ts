import { ensureBuilt } from '../../../server/boot/build.ts';
import { ROOT } from '../../../server/boot/root.ts';
import { installOurs } from './ours.ts';
import { installPeer, installPeers } from './peers.ts';
import type { Installation, Needs, ServerName } from './server.ts';

const BATCH_MS = '25';

/** Prepares what servers need before they start. */
export async function prepareServers(): Promise<void> {
	installPeers();
	await ensureBuilt(ROOT, console.error);
}

/** The same server, reached by long polling. */
function polled(installation: Installation): Installation {
	return {
		start: async () => {
			const running = await installation.start();
			return { ...running, endpoint: { ...running.endpoint, isPolled: true } };
		}
	};
}

/** A fresh installation of a server. */
export async function install(name: ServerName, needs: Needs): Promise<Installation> {
	if (name === 'ours') return installOurs(needs, { SYNC_BATCH_MS: '' });
	if (name === 'ours-batched') return installOurs(needs, { SYNC_BATCH_MS: BATCH_MS });
	if (name === 'ours-polled') return polled(await installOurs(needs, { SYNC_BATCH_MS: '' }));
	return installPeer(name, needs);
}
