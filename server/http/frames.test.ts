import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { framesOf } from './frames.ts';

const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000];

it('frames messages of any length so that a WebSocket client reads them in order', async () => {
	const messages = LENGTHS.map((length, at) => new Uint8Array(length).fill(at + 1));
	const server = createServer().listen(0, '127.0.0.1');
	const sockets = new WebSocketServer({ noServer: true });
	server.on('upgrade', (request, stream, head) =>
		sockets.handleUpgrade(request, stream, head, () => {
			for (const piece of framesOf(messages)) stream.write(piece);
		})
	);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const client = new WebSocket(`ws://127.0.0.1:${port}`);
	const got: Buffer[] = [];
	await new Promise<void>((resolve) =>
		client.on('message', (data: Buffer, isBinary) => {
			if (isBinary && got.push(data) === messages.length) resolve();
		})
	);
	expect(got.map((data) => [data.length, data[0]])).toEqual(
		messages.map((message) => [message.length, message[0]])
	);
	client.terminate();
	server.close();
});
