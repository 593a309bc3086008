import { once } from 'node:events';
import { WebSocket } from 'ws';
import { step1Frame } from '#server/sync/messages.ts';
import { listenWith, type Listener } from '../listener.ts';
import type { Meeting } from '../meeting.ts';
import { PolledPage } from '../polled-page.ts';
import { READERS, type Cookies, type ReaderName } from './readers.ts';
import { SCHEMA } from '#shared/text/roots.ts';

/** Live channels of everybody who may open one, in the meeting or not. */
export async function listenAll(meeting: Meeting, cookies: Cookies) {
	const known = READERS.filter((name) => name !== 'nobody');
	const ears = known.map(async (name) => [name, await listenWith(meeting, cookies[name])] as const);
	return new Map<ReaderName, Listener>(await Promise.all(ears));
}

/** A document socket that takes down all that it is sent. */
export interface Ear {
	/** Bytes as letters; the words of a change stand in it as they are. */
	readonly heard: () => string;
	/** The code it was closed with; undefined while it is open. */
	readonly closed: () => number | undefined;
	/** Resolves when it has heard something, or was closed. */
	readonly told: Promise<unknown>;
	end(): void;
}

/** Opens a document by long polling as somebody, and asks for everything. */
export function overhearPolled({ address }: Meeting, path: string, cookie: string): Ear {
	const page = new PolledPage(cookie, address);
	const socket = page.open(`${address.replace('http', 'ws')}/sync/${SCHEMA}/${path}`);
	const frames: Uint8Array[] = [];
	let closed: number | undefined;
	socket.onopen = () => socket.send(step1Frame(new Uint8Array([0])));
	const told = new Promise<void>((resolve) => {
		socket.onmessage = ({ data }) => resolve(void frames.push(data));
		socket.onclose = ({ code }) => resolve(void (closed = code));
	});
	return {
		...{ told, closed: () => closed, end: () => socket.close() },
		heard: () => Buffer.concat(frames).toString('latin1')
	};
}

/** Opens a document socket as somebody, and asks for everything. */
export function overhear({ address }: Meeting, path: string, cookie: string): Ear {
	const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/${SCHEMA}/${path}`, {
		headers: { cookie, origin: address }
	});
	const frames: Buffer[] = [];
	let closed: number | undefined;
	socket.on('error', () => undefined);
	socket.on('open', () => socket.send(step1Frame(new Uint8Array([0]))));
	socket.on('message', (data: Buffer) => frames.push(data));
	socket.on('close', (code) => (closed = code));
	return {
		heard: () => Buffer.concat(frames).toString('latin1'),
		closed: () => closed,
		told: Promise.race([once(socket, 'message'), once(socket, 'close')]),
		end: () => socket.terminate()
	};
}
