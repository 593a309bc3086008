import type { IncomingMessage } from 'node:http';
import { OWNER } from '#shared/protocol/sync.ts';
import type { Principal } from '../sync/connection.ts';
import type { Rooms } from '../sync/rooms.ts';

/** How requests for documents are judged, whichever way they come. */
export interface DocumentRequests {
	readonly rooms: Rooms;
	readonly maxFrameBytes: number;
	/** Most requests from one address whose login is not checked yet. */
	readonly maxUnknown: number;
	/** Reads from a `Cookie` header who asks. */
	readonly principal: (cookie: string) => Promise<Principal | undefined>;
	readonly allowOrigin: (origin: string | undefined, host: string | undefined) => boolean;
	/** Counts refused requests, by HTTP status. */
	readonly onRefused: (status: string) => void;
}

/** False when somebody else was signed in when the page was opened: what it has unsent is not this person's. */
export function isOwner({ person }: Principal, url: string): boolean {
	const owner = new URLSearchParams(url.split('?')[1]).get(OWNER);
	return owner === null || owner === person;
}

/** As settled by {@link settleForwarded}: from the trusted proxy if there is one, otherwise from the socket. */
export function addressOf(request: IncomingMessage): string {
	return String(request.headers['x-forwarded-for'] ?? request.socket.remoteAddress);
}
