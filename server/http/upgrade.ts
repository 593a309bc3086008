import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import {
	CLOSE,
	documentAddress,
	type CloseCode,
	type DocumentAddress
} from '#shared/protocol/sync.ts';
import type { Connection, Peer, Principal } from '../sync/connection.ts';
import type { Rooms } from '../sync/rooms.ts';
import { framesOf } from './frames.ts';
import { Heartbeat } from './heartbeat.ts';

export interface UpgradeOptions {
	readonly rooms: Rooms;
	readonly maxFrameBytes: number;
	/** Most sockets from one address whose login is not checked yet. */
	readonly maxUnknown: number;
	/** Reads from a `Cookie` header who opens the socket. */
	readonly principal: (cookie: string) => Promise<Principal | undefined>;
	readonly allowOrigin: (origin: string | undefined, host: string | undefined) => boolean;
	/** True for upgrades that another listener handles, such as the development server's. */
	readonly leave: (request: IncomingMessage) => boolean;
	/** Counts refused upgrades, by HTTP status. */
	readonly onRefused: (status: string) => void;
}

/**
 * Serves the document sockets; see {@link documentAddress}. Refuses every other upgrade, except socket.io's and those
 * left to others. A person without access is accepted and then closed with a code, because clients take a refused upgrade
 * for a lost connection and would reconnect for ever. Returns a function that stops serving.
 */
export function serveDocuments(http: Server, options: UpgradeOptions): () => void {
	const sockets = new WebSocketServer({
		noServer: true,
		perMessageDeflate: false,
		maxPayload: 2 * options.maxFrameBytes // up to twice the limit closes with a code at which clients give up
	});
	const heartbeat = new Heartbeat();
	const unknown = new Map<string, number>();
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
		const address = addressOf(request);
		if ((unknown.get(address) ?? 0) >= options.maxUnknown) return refuse('429 Too Many Requests');
		// Corked so that the first sync message shares a packet with the handshake if the person is let in at once.
		stream.cork();
		setImmediate(() => stream.uncork());
		sockets.handleUpgrade(request, stream, head, (socket) => {
			const known = countUnknown(unknown, address);
			const markAlive = heartbeat.watch(socket);
			void serve({ socket, stream, asked, cookie, markAlive }, options).finally(known);
		});
	};
	http.on('upgrade', onUpgrade);
	return () => {
		heartbeat.close();
		http.off('upgrade', onUpgrade);
		for (const socket of sockets.clients) socket.terminate();
	};
}

function pathOf(request: IncomingMessage): string {
	return (request.url ?? '').split('?')[0] ?? '';
}

/** As settled by {@link settleForwarded}: from the trusted proxy if there is one, otherwise from the socket. */
function addressOf(request: IncomingMessage): string {
	return String(request.headers['x-forwarded-for'] ?? request.socket.remoteAddress);
}

/** Counts a socket as unknown until the returned function is called. */
function countUnknown(unknown: Map<string, number>, address: string): () => void {
	unknown.set(address, (unknown.get(address) ?? 0) + 1);
	return () => {
		const left = (unknown.get(address) ?? 1) - 1;
		if (left > 0) unknown.set(address, left);
		else unknown.delete(address);
	};
}

interface PendingSocket {
	readonly socket: WebSocket;
	readonly stream: Duplex;
	readonly asked: DocumentAddress;
	readonly cookie: string;
	/** Call on every message from the socket. */
	readonly markAlive: () => void;
}

/** Resolves when it is known who opened the socket; earlier frames are queued until then. */
async function serve(pending: PendingSocket, options: UpgradeOptions): Promise<void> {
	const { socket, stream, markAlive } = pending;
	socket.on('error', () => socket.terminate()); // without a listener a bad frame would end the process
	const early: Uint8Array[] = [];
	let connection: Connection | undefined = undefined;
	const end = (code: CloseCode, reason: string) => {
		if (connection) connection.close(code, reason);
		else endUnknown(pending, options, code, reason);
	};
	socket.on('message', (data: Buffer, isBinary: boolean) => {
		markAlive();
		if (!isBinary) return end(CLOSE.protocol, 'text is not of the protocol');
		if (data.length > options.maxFrameBytes)
			return end(CLOSE.tooLarge, 'a frame that is too large');
		const frame = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
		if (connection) connection.receive(frame);
		else early.push(frame);
	});
	const joined = await join(pending, options);
	if (!joined) return;
	connection = joined;
	stream.on('drain', () => joined.drained());
	socket.on('close', () => joined.left());
	if (socket.readyState !== socket.OPEN) joined.left();
	for (const frame of early) joined.receive(frame);
}

async function join(
	pending: PendingSocket,
	options: UpgradeOptions
): Promise<Connection | undefined> {
	const { socket, stream, asked, cookie } = pending;
	try {
		const who = await options.principal(cookie);
		const { session, document } = asked;
		const peer = peerOf(socket, stream);
		if (who) return options.rooms.join(document, { ...who, ...(session && { session }) }, peer);
		endUnknown(pending, options, CLOSE.signedOut, 'sign in again');
	} catch {
		endUnknown(pending, options, CLOSE.tryLater, 'sign-in could not be checked');
	}
	return undefined;
}

/** Closes a socket whose person is not known; counted like those that the engine closes. */
function endUnknown(
	{ socket }: PendingSocket,
	{ rooms }: UpgradeOptions,
	code: CloseCode,
	reason: string
) {
	if (socket.readyState !== socket.OPEN) return;
	rooms.tally.closed(code, reason);
	socket.close(code, reason);
}

/**
 * Writes frames of our own to the stream, because `ws` would frame each message again for every socket. That is safe as
 * long as nothing else sends messages through this socket; the pings and closes of `ws` are whole frames too.
 */
function peerOf(socket: WebSocket, stream: Duplex): Peer {
	return {
		get waiting() {
			return stream.writableLength;
		},
		send: (batch) =>
			socket.readyState !== socket.OPEN || write(stream, (batch.wire ??= framesOf(batch.messages))),
		close: (code, reason) => socket.close(code, reason)
	};
}

/** Writes all pieces at once. Returns false when the stream's buffer is full. */
function write(stream: Duplex, pieces: readonly Uint8Array[]): boolean {
	const [only] = pieces;
	if (only && pieces.length === 1) return stream.write(only);
	stream.cork();
	for (const piece of pieces) stream.write(piece);
	stream.uncork();
	return !stream.writableNeedDrain;
}
