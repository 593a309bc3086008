import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { newId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { step1Frame, step2Frame, updateFrame } from '#server/sync/messages.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';
import { SCHEMA } from '#shared/text/roots.ts';

let meeting: Meeting;
let board: string;
let people: Record<string, string>;
const open: { end(): void }[] = [];

beforeAll(async () => {
	meeting = await holdMeeting();
	({ board, people } = await insideOf(meeting));
});
afterEach(() => {
	for (const client of open.splice(0)) client.end();
});
afterAll(() => meeting.end());

async function client(who: Who): Promise<StockClient> {
	const opened = await StockClient.open(meeting, board, who);
	open.push(opened);
	return opened;
}

interface Raw {
	readonly socket: WebSocket;
	readonly frames: Buffer[];
	/** The close code, or the HTTP status of a refused upgrade. */
	readonly ended: Promise<number>;
}

/** A socket without a client on it. */
function raw(path: string, headers: Record<string, string>): Raw {
	const socket = new WebSocket(meeting.address.replace('http', 'ws') + path, { headers });
	const frames: Buffer[] = [];
	socket.on('message', (data: Buffer) => frames.push(data));
	socket.on('error', () => undefined);
	const ended = new Promise<number>((resolve) => {
		socket.on('close', (code) => resolve(code));
		socket.on('unexpected-response', (request, response) => {
			resolve(response.statusCode ?? 0);
			request.destroy();
		});
	});
	open.push({ end: () => socket.terminate() });
	return { socket, frames, ended };
}

/** A TCP connection upgraded by hand, so that any byte can follow. */
async function line(cookie: string): Promise<{ socket: Socket; ended: Promise<unknown> }> {
	const { hostname, port, host } = new URL(meeting.address);
	const socket = connect(Number(port), hostname);
	socket.on('error', () => undefined);
	open.push({ end: () => socket.destroy() });
	socket.write(
		`GET /sync/${SCHEMA}/${board} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nUpgrade: websocket\r\n` +
			`Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
			`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`
	);
	await once(socket, 'data');
	return { socket, ended: once(socket, 'close') };
}

describe('two people with y-websocket 3.1', () => {
	it('write the same text', async () => {
		const [olga, chair] = [await client('olga'), await client('chair')];
		olga.text.insert(0, 'from Olga ');
		chair.text.insert(0, 'from the chair ');
		await olga.until(() => olga.words.includes('chair'));
		await chair.until(() => chair.words.includes('Olga'));
		expect(await olga.saved()).toBe(true);
		expect(olga.words).toBe(chair.words);
	});

	it('meet at the address without a session and at the one with it', async () => {
		const olga = await client('olga');
		const room = `${meeting.session}/${board}`;
		const chair = await StockClient.open(meeting, room, 'chair');
		open.push(chair);
		olga.doc.getMap('test').set('address', 'old');
		await chair.until(() => chair.doc.getMap('test').get('address') === 'old');
		expect(await chair.saved()).toBe(true);
	});

	it('store what a third person then finds at once', async () => {
		const olga = await client('olga');
		olga.doc.getMap('test').set('seen', true);
		await olga.saved();
		const commission = await client('commission');
		expect(commission.doc.getMap('test').get('seen')).toBe(true);
		expect(commission.doc.getMap('meta').get('schema')).toBe(2);
	});

	it('merge what they wrote while offline', async () => {
		const [olga, chair] = [await client('olga'), await client('chair')];
		olga.offline();
		olga.text.insert(0, 'on the plane ');
		chair.text.insert(0, 'in the room ');
		await chair.saved();
		await olga.online();
		await olga.saved();
		await chair.until(() => chair.words.includes('on the plane'));
		expect(olga.words).toContain('in the room');
		expect(olga.words).toBe(chair.words);
	});

	it('merge deletions made offline, without any new text', async () => {
		const [olga, chair] = [await client('olga'), await client('chair')];
		olga.text.delete(0, olga.text.length);
		olga.text.insert(0, 'keep drop');
		await olga.saved();
		await chair.until(() => chair.words === 'keep drop');
		olga.offline();
		olga.text.delete(4, 5);
		await olga.online();
		await olga.saved();
		await chair.until(() => chair.words === 'keep');
		expect((await client('ukraine')).words).toBe('keep');
	});

	it('[R8] see each other at once after a short interruption', async () => {
		const [olga, chair] = [await client('olga'), await client('chair')];
		const seen = (by: StockClient, other: StockClient) =>
			by.provider.awareness.getStates().get(other.doc.clientID);
		olga.provider.awareness.setLocalStateField('user', { name: 'Somebody else' });
		chair.provider.awareness.setLocalStateField('cursor', 1);
		await chair.until(() => seen(chair, olga) !== undefined);
		expect(seen(chair, olga)?.user).toMatchObject({ organisation: 'US-DOJ' });
		olga.cut();
		await olga.until(() => seen(olga, chair) === undefined);
		await olga.until(() => seen(olga, chair) !== undefined);
		expect(seen(chair, olga)).toBeDefined();
	});
});

describe('an observer', () => {
	it('[R5] sees the others write and is seen, but cannot write', async () => {
		const [olga, observer] = [await client('olga'), await client('observer')];
		observer.provider.awareness.setLocalStateField('cursor', 1);
		await olga.until(() => olga.provider.awareness.getStates().has(observer.doc.clientID));
		olga.text.insert(0, 'visible ');
		await observer.until(() => observer.words.startsWith('visible'));
		const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
		observer.text.insert(0, 'smuggled ');
		observer.text.insert(0, 'smuggled ');
		const closed = new Promise<number | undefined>((resolve) =>
			observer.provider.on('connection-close', (event) => resolve(event?.code))
		);
		observer.text.insert(0, 'smuggled ');
		expect(await closed).toBe(CLOSE.readOnly);
		expect(warned).toHaveBeenCalledTimes(3);
		warned.mockRestore();
		await olga.saved();
		expect((await client('ukraine')).words).toMatch(/^visible/);
	});
});

describe('without the right to connect', () => {
	it('[R7] an outsider, or an unknown document: 4404 and not a byte', async () => {
		const outsider = await meeting.cookie('outsider');
		const olga = await meeting.cookie('olga');
		for (const [path, cookie] of [
			[`/sync/${SCHEMA}/${board}`, outsider],
			[`/sync/${SCHEMA}/${newId()}`, olga],
			[`/sync/${SCHEMA}/${meeting.session}/${board}`, outsider],
			[`/sync/${SCHEMA}/${newId()}/${board}`, olga]
		] as const) {
			const socket = raw(path, { cookie });
			socket.socket.on('open', () => socket.socket.send(step1Frame(new Uint8Array([0]))));
			expect(await socket.ended).toBe(CLOSE.notFound);
			expect(socket.frames).toEqual([]);
		}
	});

	it('[R7] a stranger: 4401 and not a byte', async () => {
		for (const headers of [{}, { cookie: 'login=no-such-login' }] as Record<string, string>[]) {
			const socket = raw(`/sync/${SCHEMA}/${board}`, headers);
			expect(await socket.ended).toBe(CLOSE.signedOut);
			expect(socket.frames).toEqual([]);
		}
	});

	it('a page of somebody else, whose words it may have: 4401 and not a byte', async () => {
		const cookie = await meeting.cookie('olga');
		const socket = raw(`/sync/${SCHEMA}/${board}?as=${newId()}`, { cookie });
		expect(await socket.ended).toBe(CLOSE.signedOut);
		expect(socket.frames).toEqual([]);
	});

	it('a page of another origin: 403 before the socket opens', async () => {
		const cookie = await meeting.cookie('olga');
		const path = `/sync/${SCHEMA}/${board}`;
		expect(await raw(path, { cookie, origin: 'https://evil.example' }).ended).toBe(403);
		expect(await raw(path, { cookie, origin: 'null' }).ended).toBe(403);
	});

	it.each([
		'/sync/',
		'/sync/..%2f..%2fetc',
		'/sync/%00',
		`/sync/${newId()}/`,
		`/sync//${newId()}`,
		`/sync/${newId()}/${newId()}/${newId()}`,
		`/sync/${'x'.repeat(4_000)}`,
		'/elsewhere'
	])('a socket at %s: 404', async (path) => expect(await raw(path, {}).ended).toBe(404));

	it('a socket whose path only starts like the live channel: 404', async () => {
		expect(await raw('/livery', {}).ended).toBe(404);
		expect(await raw('/live', {}).ended).toBe(404);
	});
});

describe('[R11] bytes from the network', () => {
	const update = step2Frame(new Uint8Array([0, 0]));
	const masked = (head: number, payload: Uint8Array) =>
		Buffer.from([head, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);

	it.each<[string, Buffer]>([
		['reserved bits', masked(0xf2, update)],
		['a frame without mask', Buffer.from([0x82, update.length, ...update])],
		['an unknown opcode', masked(0x8b, update)],
		['a control frame in two parts', masked(0x09, update)],
		['a close frame of one byte', masked(0x88, new Uint8Array([1]))],
		['noise', Buffer.from(Array.from({ length: 64 }, (_, index) => (index * 83) % 256))]
	])('%s end the connection and nothing else', async (_, bytes) => {
		const olga = await client('olga');
		const mallory = await line(await meeting.cookie('commission'));
		mallory.socket.resume().write(bytes);
		await mallory.ended;
		olga.text.insert(0, '.');
		expect(await olga.saved()).toBe(true);
	});

	it('a frame of 9 MB ends its socket and nothing else', async () => {
		const olga = await client('olga');
		const mallory = raw(`/sync/${SCHEMA}/${board}`, { cookie: await meeting.cookie('commission') });
		await once(mallory.socket, 'open');
		mallory.socket.send(new Uint8Array(9 * 1024 * 1024));
		expect(await mallory.ended).toBe(CLOSE.tooLarge);
		olga.text.insert(0, '.');
		expect(await olga.saved()).toBe(true);
	});

	it.each([
		['a frame of 9 MB', new Uint8Array(9 * 1024 * 1024)],
		['text', 'hello']
	])('[R6] nothing sent after %s is applied', async (_, offence) => {
		const mallory = raw(`/sync/${SCHEMA}/${board}`, { cookie: await meeting.cookie('commission') });
		await once(mallory.socket, 'message'); // the document is open
		const doc = new Y.Doc();
		doc.getMap('of the offender').set('late', true);
		mallory.socket.send(offence);
		mallory.socket.send(updateFrame(Y.encodeStateAsUpdate(doc)));
		await mallory.ended;
		const olga = await client('olga');
		expect(olga.doc.getMap('of the offender').has('late')).toBe(false);
	});

	it('[R7] text closes with 4400', async () => {
		const mallory = raw(`/sync/${SCHEMA}/${board}`, { cookie: await meeting.cookie('commission') });
		await once(mallory.socket, 'open');
		mallory.socket.send('{"type":"hello"}');
		expect(await mallory.ended).toBe(CLOSE.protocol);
	});
});

describe('the end of a right', () => {
	it('[R7] signing out ends the sockets of that login, and only those', async () => {
		const cookie = await meeting.cookie('olga');
		const elsewhere = await client('olga');
		const socket = raw(`/sync/${SCHEMA}/${board}`, { cookie });
		const live = io(meeting.address, {
			path: '/live',
			transports: ['websocket'],
			extraHeaders: { cookie }
		});
		open.push({ end: () => live.disconnect() });
		const told = new Promise<void>((resolve) => live.on('signedOut', resolve));
		await Promise.all([
			once(socket.socket, 'message'),
			new Promise<void>((resolve) => live.on('connect', resolve))
		]);
		await fetch(`${meeting.address}/sign-out`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie, origin: meeting.address }
		});
		await told;
		expect(await socket.ended).toBe(CLOSE.signedOut);
		expect(await raw(`/sync/${SCHEMA}/${board}`, { cookie }).ended).toBe(CLOSE.signedOut);
		elsewhere.text.insert(0, '.');
		expect(await elsewhere.saved()).toBe(true);
	});

	it('[R7] a removed participant’s sockets close with 4404, and stay closed', async () => {
		const cookie = await meeting.cookie('ukraine');
		const ukraine = raw(`/sync/${SCHEMA}/${board}`, { cookie });
		await once(ukraine.socket, 'message');
		const person = people['Delegate, Prosecutor General of Ukraine'] ?? '';
		const settings = `${meeting.address}/sessions/${meeting.session}/settings?/remove`;
		const answer = await fetch(settings, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: await meeting.cookie('rapporteur'), origin: meeting.address },
			body: new URLSearchParams({ person })
		});
		expect(answer.status).toBeLessThan(400);
		expect(await ukraine.ended).toBe(CLOSE.notFound);
		expect(await raw(`/sync/${SCHEMA}/${board}`, { cookie }).ended).toBe(CLOSE.notFound);
	});
});
