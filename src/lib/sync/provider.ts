import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { OWNER, roomName, syncServer } from '#shared/protocol/sync.ts';

/** A document of a session, for a page of this person. */
export interface Place {
	readonly session: SessionId;
	readonly id: DocumentId;
	/** Whose words are written here. */
	readonly person: PersonId;
	/** What its connections are made with: WebSockets, or what stands in for them. */
	readonly Socket: typeof WebSocket;
}

/** Connects a document with the server, as from a program that writes documents of this schema. */
export function providerFor(
	{ session, id, person, Socket }: Place,
	doc: Y.Doc,
	schema?: number
): WebsocketProvider {
	const room = roomName(session, id, schema);
	return new WebsocketProvider(syncServer(window.location), room, doc, {
		disableBc: true,
		WebSocketPolyfill: Socket,
		params: { [OWNER]: person }
	});
}
