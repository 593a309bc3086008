import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { CLOSE, MESSAGE } from '#shared/protocol/sync.ts';
import { databaseFile } from '#server/store/connect.ts';
import { openSqlite } from '#server/store/node-sqlite.ts';
import { awarenessFrame, encodeEntries, step2Frame, updateFrame } from '#server/sync/messages.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';
import { SCHEMA } from '#shared/text/roots.ts';

let meeting: Meeting;
let board: string;
let briefing: string;
let people: Record<string, string>;
const open: { end(): void }[] = [];

beforeAll(async () => {
	meeting = await holdMeeting();
	const inside = await insideOf(meeting);
	({ board, people } = inside);
	briefing = inside.documents['briefing'] ?? '';
});
afterEach(() => {
	for (const client of open.splice(0)) client.end();
});
afterAll(() => meeting.end());

async function client(who: Who, document = board): Promise<StockClient> {
	const opened = await StockClient.open(meeting, document, who);
	open.push(opened);
	return opened;
}

/** The close code of a client's socket, when it next closes. */
function closing(client: StockClient): Promise<number | undefined> {
	return new Promise((resolve) =>
		client.provider.once('connection-close', (event: CloseEvent | null) => resolve(event?.code))
	);
}

/** The rapporteur changes who takes part. */
async function settings(action: 'seat' | 'remove', fields: Record<string, string>): Promise<void> {
	const answer = await fetch(`${meeting.address}/sessions/${meeting.session}/settings?/${action}`, {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie: await meeting.cookie('rapporteur'), origin: meeting.address },
		body: new URLSearchParams(fields)
	});
	expect(answer.status).toBeLessThan(400);
}

async function sayHowLong<T>(what: string, work: Promise<T>): Promise<T> {
	const start = performance.now();
	const result = await work;
	console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
	return result;
}

const person = (name: string) => people[name] ?? '';
const UKRAINE = 'Delegate, Prosecutor General of Ukraine';

describe('rights that change while someone writes', () => {
	it('[R7] a delegate made an observer reconnects as a reader, and may write again later', async () => {
		const ukraine = await client('ukraine');
		const seat = { person: person(UKRAINE), capacity: '' };
		const closed = closing(ukraine);
		const asked = settings('seat', { ...seat, role: 'observer' });
		expect(await sayHowLong('a new role reaches the socket', closed)).toBe(CLOSE.accessChanged);
		await asked;
		await ukraine.until(() => ukraine.provider.synced);
		const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
		ukraine.text.insert(0, 'smuggled');
		const olga = await client('olga');
		await vi.waitUntil(() => warned.mock.calls.length > 0);
		warned.mockRestore();
		expect(olga.words).not.toContain('smuggled');
		const again = closing(ukraine);
		await settings('seat', { ...seat, role: 'delegate' });
		expect(await again).toBe(CLOSE.accessChanged);
		await ukraine.until(() => ukraine.provider.synced);
		expect(await ukraine.saved()).toBe(true);
		await olga.until(() => olga.words.includes('smuggled')); // with the right to, now
	});

	it('[R6] [R7] nothing that a removed person has in transit is applied', async () => {
		const olga = await client('olga');
		const cookie = await meeting.cookie('commission');
		const address = `${meeting.address.replace('http', 'ws')}/sync/${SCHEMA}/${board}`;
		const socket = new WebSocket(address, { headers: { cookie } });
		open.push({ end: () => socket.terminate() });
		await once(socket, 'message');
		const closed = once(socket, 'close').then(([code]) => Number(code));
		const sending = sendUntilClosed(socket);
		const asked = settings('remove', { person: person('Delegate, European Commission') });
		expect(await sayHowLong('a removal reaches the socket', closed)).toBe(CLOSE.notFound);
		await asked;
		const sent = await sending;
		expect(await olga.saved()).toBe(true);
		const applied = olga.doc.getText('of the removed').length;
		console.log(`sent ${sent} changes until the close came, of which ${applied} were applied`);
		expect(applied).toBeLessThanOrEqual(sent);
		const late = await client('ukraine');
		expect(late.doc.getText('of the removed').length).toBe(applied);
		expect(late.doc.store.pendingStructs).toBeNull();
	});

	it('[R7] signing out reaches a client that is writing', async () => {
		const cookie = await meeting.cookie('olga');
		const olga = new StockClient(meeting.address, board, cookie);
		open.push(olga);
		await olga.until(() => olga.provider.synced);
		const closed = closing(olga);
		const asked = fetch(`${meeting.address}/sign-out`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie, origin: meeting.address }
		});
		expect(await sayHowLong('a sign-out reaches the socket', closed)).toBe(CLOSE.signedOut);
		await asked;
		olga.text.insert(0, 'after the end');
		expect((await client('chair')).words).not.toContain('after the end');
	});

	it('[R7] everyone leaves a deleted document at the next change to it', async () => {
		const [olga, chair] = [await client('olga', briefing), await client('chair', briefing)];
		const database = openSqlite(databaseFile(meeting.folder));
		database.prepare('DELETE FROM document_audience WHERE document_id = ?').run(briefing);
		database.prepare('DELETE FROM action WHERE document_id = ?').run(briefing);
		database.prepare('DELETE FROM document WHERE id = ?').run(briefing);
		database.close();
		const closed = Promise.all([closing(olga), closing(chair)]);
		olga.text.insert(0, 'to nobody');
		const codes = await sayHowLong('a deletion reaches the sockets', closed);
		expect(codes).toEqual([CLOSE.notFound, CLOSE.notFound]);
		expect(olga.provider.shouldConnect).toBe(false);
	});
});

/** Types characters, each in its own message, until the socket is closed; resolves to their number. */
async function sendUntilClosed(socket: WebSocket): Promise<number> {
	const doc = new Y.Doc();
	doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
	const text = doc.getText('of the removed');
	while (socket.readyState === socket.OPEN) {
		text.insert(text.length, 'x');
		await new Promise((next) => setTimeout(next, 1));
	}
	return text.length;
}

describe('an observer with a hand-made socket', () => {
	it.each([
		['[0][2]', updateFrame],
		['[0][1]', step2Frame]
	])('[R5] is refused %s and keeps presence', async (_, framed) => {
		const olga = await client('olga');
		const cookie = await meeting.cookie('observer');
		const address = `${meeting.address.replace('http', 'ws')}/sync/${SCHEMA}/${board}`;
		const socket = new WebSocket(address, { headers: { cookie } });
		open.push({ end: () => socket.terminate() });
		await once(socket, 'message');
		const doc = new Y.Doc();
		doc.getText('text of the test').insert(0, 'forbidden');
		const refused = new Promise<void>((resolve) =>
			socket.on('message', (data: Buffer) => data[0] === MESSAGE.denied && resolve())
		);
		socket.send(framed(Y.encodeStateAsUpdate(doc)));
		await refused;
		const entries = [{ client: doc.clientID, clock: 1, state: '{"cursor":5}' }];
		socket.send(awarenessFrame(encodeEntries(entries)));
		const shown = () => olga.provider.awareness.getStates().get(doc.clientID);
		await olga.until(() => shown() !== undefined);
		expect(shown()).toMatchObject({ cursor: 5, user: { organisation: 'EC' } });
		expect(socket.readyState).toBe(socket.OPEN);
		expect(await olga.saved()).toBe(true);
		expect((await client('chair')).words).not.toContain('forbidden');
	});
});
