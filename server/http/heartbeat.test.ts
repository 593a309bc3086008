import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Heartbeat } from './heartbeat.ts';

const NEVER = 2 ** 30; // ms; the tests call `check` themselves
let server: WebSocketServer;
let heartbeat: Heartbeat;
let clients: WebSocket[];

beforeEach(async () => {
	server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
	await once(server, 'listening');
	heartbeat = new Heartbeat(NEVER);
	clients = [];
});
afterEach(() => {
	for (const client of clients) client.terminate();
	heartbeat.close();
	server.close();
});

/** A client, and the server's end of its connection. */
async function connect() {
	const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
	clients.push(client);
	const [connection] = await Promise.all([once(server, 'connection'), once(client, 'open')]);
	const [socket] = connection as [WebSocket];
	return { client, socket };
}

it('pings a silent socket, and keeps it when it answers', async () => {
	const { client, socket } = await connect();
	heartbeat.watch(socket);
	for (let i = 0; i < 3; i++) {
		heartbeat.check(); // it has just connected or answered
		heartbeat.check();
		await Promise.all([once(client, 'ping'), once(socket, 'pong')]);
	}
	expect(socket.readyState).toBe(WebSocket.OPEN);
});

it('terminates a socket that does not answer', async () => {
	const { client, socket } = await connect();
	heartbeat.watch(socket);
	client.pause();
	heartbeat.check();
	heartbeat.check();
	heartbeat.check();
	const [code] = (await once(socket, 'close')) as [number];
	expect(code).toBe(1006);
});

it('does not ping a socket that sends messages', async () => {
	const { client, socket } = await connect();
	const markAlive = heartbeat.watch(socket);
	let pings = 0;
	client.on('ping', () => (pings += 1));
	for (let i = 0; i < 5; i++) {
		markAlive();
		heartbeat.check();
	}
	socket.send('the end');
	await once(client, 'message');
	expect(pings).toBe(0);
});
