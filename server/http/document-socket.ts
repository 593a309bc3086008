import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE } from '#shared/protocol/sync.ts';
import type { Connection, Peer } from '../sync/connection.ts';
import { framesOf } from './frames.ts';

export interface DocumentSocket {
	readonly socket: WebSocket;
	readonly stream: Duplex;
	readonly maxFrameBytes: number;
	/** Call on every message from the socket. */
	readonly markAlive: () => void;
}

/** Passes frames between a socket and the engine, which `join` hands the socket to. */
export function passFrames(
	{ socket, stream, maxFrameBytes, markAlive }: DocumentSocket,
	join: (peer: Peer) => Connection
): void {
	socket.on('error', () => socket.terminate()); // without a listener a bad frame would end the process
	const connection = join(peerOf(socket, stream));
	socket.on('message', (data: Buffer, isBinary: boolean) => {
		markAlive();
		if (!isBinary) connection.close(CLOSE.protocol, 'text is not of the protocol');
		else if (data.length > maxFrameBytes)
			connection.close(CLOSE.tooLarge, 'a frame that is too large');
		else connection.receive(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
	});
	stream.on('drain', () => connection.drained());
	socket.on('close', () => connection.left());
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
