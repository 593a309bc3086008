import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP connection that has asked for a WebSocket by hand, so that any byte can follow, at any time. */
export async function rawLine(address: string, path: string, cookie = ''): Promise<Socket> {
	const { hostname, port, host } = new URL(address);
	const socket = connect(Number(port), hostname);
	socket.on('error', () => undefined);
	await once(socket, 'connect');
	socket.write(
		`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${cookie && `Cookie: ${cookie}\r\n`}Upgrade: websocket\r\n` +
			`Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
			`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`
	);
	return socket;
}

/** A binary frame as a client sends it. */
export function clientFrame(payload: Uint8Array): Buffer {
	const head = Buffer.alloc(14); // the mask at its end is all zero, so that the payload stays as it is
	head.writeUInt16BE((0x82 << 8) | 0xff);
	head.writeBigUInt64BE(BigInt(payload.length), 2);
	return Buffer.concat([head, payload]);
}
