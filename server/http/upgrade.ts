import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { WebSocketServer, type WebSocket } from 'ws';
import { idSchema, type DocumentId } from '#shared/ids.ts';
import { CLOSE, SYNC_PATH } from '#shared/protocol/sync.ts';
import type { Peer, Principal } from '../sync/connection.ts';
import type { Rooms } from '../sync/rooms.ts';

const HEARTBEAT = 30_000; // ms; a socket that misses one is dead

export interface UpgradeOptions {
	readonly rooms: Rooms;
	readonly maxFrameBytes: number;
	/** Reads who opens the socket from its `Cookie` header. */
	readonly principal: (cookie: string) => Promise<Principal | undefined>;
	readonly allowOrigin: (origin: string | undefined, host: string | undefined) => boolean;
	/** Upgrades that somebody else answers, such as the development server's. */
	readonly leave: (request: IncomingMessage) => boolean;
}

/**
 * The document sockets at `/sync/<id>`. Every other upgrade is refused, save those of socket.io and those left to
 * others. A person without access is let in and closed with a code, because a browser takes a refused upgrade for a
 * broken line and would come back for ever.
 */
export function serveDocuments(http: Server, options: UpgradeOptions): () => void {
	const sockets = new WebSocketServer({
		noServer: true,
		perMessageDeflate: false,
		maxPayload: options.maxFrameBytes
	});
	const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
		const path = pathOf(request);
		if (path.startsWith('/live/') || options.leave(request)) return;
		stream.on('error', () => stream.destroy());
		const id = v.safeParse(idSchema<DocumentId>(), path.slice(SYNC_PATH.length));
		if (!path.startsWith(SYNC_PATH) || !id.success) return refuseUpgrade(stream, '404 Not Found');
		if (!options.allowOrigin(request.headers.origin, request.headers.host))
			return refuseUpgrade(stream, '403 Forbidden');
		sockets.handleUpgrade(request, stream, head, (socket) =>
			serve(socket, id.output, request.headers.cookie ?? '', options)
		);
	};
	http.on('upgrade', onUpgrade);
	const heartbeat = keepAlive(sockets);
	return () => {
		clearInterval(heartbeat);
		http.off('upgrade', onUpgrade);
		for (const socket of sockets.clients) socket.terminate();
	};
}

function pathOf(request: IncomingMessage): string {
	return (request.url ?? '').split('?')[0] ?? '';
}

function refuseUpgrade(stream: Duplex, status: string): void {
	stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serve(socket: WebSocket, id: DocumentId, cookie: string, options: UpgradeOptions): void {
	socket.on('error', () => socket.terminate()); // without a listener a bad frame would end the process
	const early: Uint8Array[] = [];
	let receive = (frame: Uint8Array): void => {
		early.push(frame);
	};
	socket.on('message', (data: Buffer, isBinary: boolean) => {
		if (isBinary) receive(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
		else socket.close(CLOSE.protocol, 'text is not of the protocol');
	});
	options.principal(cookie).then(
		(principal) => {
			if (!principal) return socket.close(CLOSE.signedOut, 'sign in again');
			const connection = options.rooms.join(id, principal, peerOf(socket));
			receive = (frame) => connection.receive(frame);
			for (const frame of early) receive(frame);
			socket.on('close', () => connection.left());
			if (socket.readyState !== socket.OPEN) connection.left();
		},
		() => socket.close(CLOSE.tryLater, 'sign-in could not be checked')
	);
}

function peerOf(socket: WebSocket): Peer {
	return {
		get isOpen() {
			return socket.readyState === socket.OPEN;
		},
		send: (frame) => socket.send(frame),
		close: (code, reason) => socket.close(code, reason)
	};
}

/** Ends sockets that did not answer the last ping. */
function keepAlive(sockets: WebSocketServer): NodeJS.Timeout {
	const silent = new WeakSet<WebSocket>();
	const check = (socket: WebSocket) => {
		if (silent.has(socket)) return socket.terminate();
		silent.add(socket);
		socket.once('pong', () => silent.delete(socket));
		socket.ping();
	};
	const timer = setInterval(() => sockets.clients.forEach(check), HEARTBEAT);
	timer.unref();
	return timer;
}
