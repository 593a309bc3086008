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
	/** Sockets from one address that have not been told yet who they are. */
	readonly maxUnknown: number;
	/** Reads who opens the socket from its `Cookie` header. */
	readonly principal: (cookie: string) => Promise<Principal | undefined>;
	readonly allowOrigin: (origin: string | undefined, host: string | undefined) => boolean;
	/** Upgrades that somebody else answers, such as the development server's. */
	readonly leave: (request: IncomingMessage) => boolean;
	/** Counts refused upgrades, by HTTP status. */
	readonly onRefused: (status: string) => void;
}

/**
 * The document sockets; see {@link documentAddress}. Every other upgrade is refused, save those of socket.io and those left to
 * others. A person without access is let in and closed with a code, because a browser takes a refused upgrade for a
 * broken line and would come back for ever.
 */
export function serveDocuments(http: Server, options: UpgradeOptions): () => void {
	const sockets = new WebSocketServer({
		noServer: true,
		perMessageDeflate: false,
		maxPayload: 2 * options.maxFrameBytes // what is over once is closed with a code at which clients stop
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
		// Who is let in at once is asked for their document in the packet that accepts them.
		stream.cork();
		setImmediate(() => stream.uncork());
		sockets.handleUpgrade(request, stream, head, (socket) => {
			const known = countUnknown(unknown, address);
			const heard = heartbeat.watch(socket);
			void serve({ socket, stream, asked, cookie, heard }, options).finally(known);
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

/** As {@link settleForwarded} left it: the proxy's word where one is trusted, else the socket's. */
function addressOf(request: IncomingMessage): string {
	return String(request.headers['x-forwarded-for'] ?? request.socket.remoteAddress);
}

/** Counts a socket of an address until the returned function is called. */
function countUnknown(unknown: Map<string, number>, address: string): () => void {
	unknown.set(address, (unknown.get(address) ?? 0) + 1);
	return () => {
		const left = (unknown.get(address) ?? 1) - 1;
		if (left > 0) unknown.set(address, left);
		else unknown.delete(address);
	};
}

interface Knock {
	readonly socket: WebSocket;
	readonly stream: Duplex;
	readonly asked: DocumentAddress;
	readonly cookie: string;
	/** To be called when the socket says something. */
	readonly heard: () => void;
}

/** Resolves when it is known who opened the socket; frames that come before wait. */
async function serve(knock: Knock, options: UpgradeOptions): Promise<void> {
	const { socket, stream, heard } = knock;
	socket.on('error', () => socket.terminate()); // without a listener a bad frame would end the process
	const early: Uint8Array[] = [];
	let connection: Connection | undefined = undefined;
	const end = (code: CloseCode, reason: string) => {
		if (connection) connection.close(code, reason);
		else endUnknown(knock, options, code, reason);
	};
	socket.on('message', (data: Buffer, isBinary: boolean) => {
		heard();
		if (!isBinary) return end(CLOSE.protocol, 'text is not of the protocol');
		if (data.length > options.maxFrameBytes)
			return end(CLOSE.tooLarge, 'a frame that is too large');
		const frame = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
		if (connection) connection.receive(frame);
		else early.push(frame);
	});
	const joined = await join(knock, options);
	if (!joined) return;
	connection = joined;
	stream.on('drain', () => joined.drained());
	socket.on('close', () => joined.left());
	if (socket.readyState !== socket.OPEN) joined.left();
	for (const frame of early) joined.receive(frame);
}

async function join(knock: Knock, options: UpgradeOptions): Promise<Connection | undefined> {
	const { socket, stream, asked, cookie } = knock;
	try {
		const who = await options.principal(cookie);
		const { session, document } = asked;
		const peer = peerOf(socket, stream);
		if (who) return options.rooms.join(document, { ...who, ...(session && { session }) }, peer);
		endUnknown(knock, options, CLOSE.signedOut, 'sign in again');
	} catch {
		endUnknown(knock, options, CLOSE.tryLater, 'sign-in could not be checked');
	}
	return undefined;
}

/** Closes a socket of which it is not known whose it is; counted like any that the engine closes. */
function endUnknown({ socket }: Knock, { rooms }: UpgradeOptions, code: CloseCode, reason: string) {
	if (socket.readyState !== socket.OPEN) return;
	rooms.tally.closed(code, reason);
	socket.close(code, reason);
}

/**
 * Messages go straight to the stream, framed by us: `ws` would frame them anew for each socket. That is safe as long as
 * nothing else sends messages through this socket; pings and closes of `ws` are whole frames too.
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

/** One write to the network, however many the pieces. False when so much waits that it is worth looking at. */
function write(stream: Duplex, pieces: readonly Uint8Array[]): boolean {
	const [only] = pieces;
	if (only && pieces.length === 1) return stream.write(only);
	stream.cork();
	for (const piece of pieces) stream.write(piece);
	stream.uncork();
	return !stream.writableNeedDrain;
}
