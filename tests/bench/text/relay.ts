// The server of `npm run bench -- text`, in a process of its own: serves the pages, answers each y-websocket client with
// the document it was given, and passes on what typists type. It holds no document, so that it costs the same for all.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import * as encoding from 'lib0/encoding';
import { WebSocketServer, type WebSocket } from 'ws';
import { benchDocument, EDITORS, type BenchDocument, type EditorName } from './documents.ts';
import { Typist } from './typist.ts';
import { benchLines } from './words.ts';

/** What the bench tells this process. */
export type Order =
	| { readonly type: 'type'; readonly room: string; readonly typists: number }
	| { readonly type: 'stop' };

const LETTERS_PER_SECOND = 5;
const SYNC = 0;
const [STEP_1, STEP_2] = [0, 1];
const BARRIER = 102; // answered as it is, as our server does
const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.woff2': 'font/woff2'
};

const folder = process.env['PAGES_FOLDER'] ?? '';
const documents = new Map<string, BenchDocument>();
const sockets = new Map<string, Set<WebSocket>>();
const timers = new Set<NodeJS.Timeout>();

const server = createServer(({ url = '/' }, response) => {
	const { pathname } = new URL(url, 'http://localhost');
	const file = createReadStream(join(folder, pathname));
	file.once('error', () => response.writeHead(404).end());
	file.once('open', () => {
		response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream');
		file.pipe(response);
	});
});
const upgrades = new WebSocketServer({ server });
upgrades.on('connection', (socket, { url = '' }) =>
	joined(socket, /([^/?]*)(\?|$)/.exec(url)?.[1] ?? '')
);
server.listen(0, '127.0.0.1', () => {
	console.log(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

process.on('message', (order: Order) => {
	for (const timer of timers) clearInterval(timer);
	timers.clear();
	if (order.type === 'type') type(order.room, order.typists);
});
process.once('disconnect', () => process.exit());

/** A room is an editor and a number of pages; zero pages are one empty line. */
function documentOf(room: string): BenchDocument {
	const known = documents.get(room);
	if (known) return known;
	const [name = '', pages = ''] = room.split('-');
	const editor: EditorName = EDITORS.find((one) => one === name) ?? 'ours';
	const lines = Number(pages) > 0 ? benchLines(Number(pages)) : [];
	const made = benchDocument(editor, lines);
	documents.set(room, made);
	return made;
}

function joined(socket: WebSocket, room: string): void {
	const others = sockets.get(room) ?? new Set();
	sockets.set(room, others.add(socket));
	const { state } = documentOf(room);
	socket.on('message', (data: Buffer) => {
		if (data[0] === BARRIER) socket.send(data);
		if (data[0] === SYNC && data[1] === STEP_1) socket.send(stepTwo(state));
	});
	socket.once('close', () => others.delete(socket));
}

function stepTwo(state: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, SYNC);
		encoding.writeVarUint(encoder, STEP_2);
		encoding.writeVarUint8Array(encoder, state);
	});
}

/** Starts typists, spread over the lines of a document and over the second; nobody types in the middle line. */
function type(room: string, count: number): void {
	const { places } = documentOf(room);
	const middle = places.length >> 1;
	for (let number = 0; number < count; number++) {
		const line = Math.floor(((number + 0.5) / count) * places.length);
		// One in ten types within sight of the reader, who is in the middle.
		const place =
			places[number % 10 === 0 ? middle + 1 + number / 10 : line + Number(line === middle)];
		if (!place) continue;
		const typist = new Typist(number, place);
		const period = 1_000 / LETTERS_PER_SECOND;
		const send = () => {
			const frame = typist.next();
			for (const socket of sockets.get(room) ?? []) socket.send(frame);
		};
		timers.add(setTimeout(() => timers.add(setInterval(send, period)), (number / count) * period));
	}
}
