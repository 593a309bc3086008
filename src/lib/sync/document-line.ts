import type { WebsocketProvider } from 'y-websocket';
import type { Line } from './awake.ts';
import { stepOne } from './frames.ts';

/** The line of a document. y-websocket alone believes in a silent one for half a minute. */
export function documentLine(provider: WebsocketProvider, isWanted: () => boolean): Line {
	return {
		ask() {
			if (!isWanted()) return false;
			provider.connect(); // at once, if it waits to try again
			if (provider.wsconnected) provider.ws?.send(stepOne(provider.doc));
			return true;
		},
		heardAt: () => provider.wsLastMessageReceived,
		layAnew() {
			if (!isWanted()) return;
			provider.disconnect();
			provider.connect();
		}
	};
}
