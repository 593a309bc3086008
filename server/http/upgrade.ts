import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import {
	CLOSE,
	documentAddress,
	type CloseCode,
	type DocumentAddress
} from '#shared/protocol/sync.ts';
import type { Peer, Principal } from '../sync/connection.ts';
import { addressOf, isOwner, type DocumentRequests } from './document-request.ts';
import { passFrames } from './document-socket.ts';
import { Heartbeat } from './heartbeat.ts';
import { Waiting } from './waiting.ts';

// What a stranger may still send while they are told that they are one.
const STRANGE_FRAME = 4_096; // bytes
const STRANGE_FRAMES = 64;
// Until a socket that was closed is cut off, should its client not answer: a stranger, and somebody on a bad connection.
const STRANGE_PATIENCE = 1_000; // ms
const PATIENCE = 3_000; // ms

export interface UpgradeOptions extends DocumentRequests {
	/** True for upgrades that another listener handles, such as the development server's. */
	readonly leave: (request: IncomingMessage) => boolean;
}

/**
 * Serves the document sockets; see {@link documentAddress}. Refuses every other upgrade, except socket.io's and those
 * left to others. Nothing is read from a connection until it is known who opened it, so strangers cannot make the server
 * hold anything. A person without access is accepted and then closed with a code, because clients take a refused upgrade
 * for a lost connection and would reconnect for ever. Returns a function that stops serving.
 */
export function serveDocuments(http: Server, options: UpgradeOptions): () => void {
	const waiting = new Waiting(options.maxUnknown);
	const doors = openDoors(options);
	const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
		if (pathOf(request).startsWith('/live/') || options.leave(request)) return;
		stream.on('error', () => stream.destroy());
		const refuse = (status: string) => {
			options.onRefused(status);
			stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
		};
		const asked = documentAddress(pathOf(request));
		if (!asked) return refuse('404 Not Found');
		const { origin, host, cookie = '' } = request.headers;
		if (!options.allowOrigin(origin, host)) return refuse('403 Forbidden');
		const known = waiting.enter(addressOf(request));
		if (!known) return refuse('429 Too Many Requests');
		const upgrade = { request, stream, head, asked };
		void options
			.principal(cookie)
			.then(
				(who) =>
					who && isOwner(who, request.url ?? '')
						? doors.admit(upgrade, who)
						: doors.refuse(upgrade, ...SIGNED_OUT),
				() => doors.refuse(upgrade, ...UNCHECKED)
			)
			.finally(known);
	};
	http.on('upgrade', onUpgrade);
	return () => {
		http.off('upgrade', onUpgrade);
		doors.close();
	};
}

const SIGNED_OUT = [CLOSE.signedOut, 'sign in again'] as const;
const UNCHECKED = [CLOSE.tryLater, 'sign-in could not be checked'] as const;

/** A request for a socket that was not answered yet. */
interface Upgrade {
	readonly request: IncomingMessage;
	readonly stream: Duplex;
	readonly head: Buffer;
	readonly asked: DocumentAddress;
}

/** The two ways in: for people, and for strangers, who are only told so. */
function openDoors({ rooms, maxFrameBytes }: UpgradeOptions) {
	const people = new WebSocketServer({
		...cutOffAfter(PATIENCE),
		maxPayload: 2 * maxFrameBytes // up to twice the limit closes with a code at which clients give up
	});
	const strangers = new WebSocketServer({
		...cutOffAfter(STRANGE_PATIENCE),
		maxPayload: STRANGE_FRAME
	});
	const heartbeat = new Heartbeat();
	return {
		admit({ request, stream, head, asked }: Upgrade, who: Principal): void {
			// Corked so that the first sync message shares a packet with the handshake if the person is let in at once.
			stream.cork();
			setImmediate(() => stream.uncork());
			const { document, ...place } = asked;
			const join = (peer: Peer) => rooms.join(document, { ...who, ...place }, peer);
			people.handleUpgrade(request, stream, head, (socket) => {
				const markAlive = heartbeat.watch(socket);
				passFrames({ socket, stream, maxFrameBytes, markAlive }, join);
			});
		},
		refuse({ request, stream, head }: Upgrade, code: CloseCode, reason: string): void {
			strangers.handleUpgrade(request, stream, head, (socket) => {
				rooms.tally.closed(code, reason);
				sendAway(socket, code, reason, () =>
					rooms.tally.closed(code, 'a stranger who went on sending')
				);
			});
		},
		close(): void {
			heartbeat.close();
			for (const socket of [...people.clients, ...strangers.clients]) socket.terminate();
		}
	};
}

/** Options of `ws`; its published types do not know `closeTimeout` yet. */
function cutOffAfter(closeTimeout: number) {
	return { noServer: true, perMessageDeflate: false, closeTimeout };
}

/** Closes a stranger's socket. What they go on sending is dropped, and ends it at once when it is much. */
function sendAway(socket: WebSocket, code: CloseCode, reason: string, onMuch: () => void): void {
	let frames = 0;
	socket.on('error', () => undefined); // a frame that is too large: `ws` reads no more of them
	socket.on('message', () => {
		frames += 1;
		if (frames !== STRANGE_FRAMES + 1) return; // those of the same packet still come
		onMuch();
		socket.terminate();
	});
	socket.close(code, reason);
}

function pathOf(request: IncomingMessage): string {
	return (request.url ?? '').split('?')[0] ?? '';
}
