import { once } from 'node:events';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { CLOSE, MESSAGE } from '#shared/protocol/sync.ts';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { insideOf, StockClient, VERSIONS, type StockOptions } from '../support/stock-client.ts';
import { SCHEMA } from '#shared/text/roots.ts';

const CUT = 200; // ms

let meeting: Meeting;
let board: string;
const open: { end(): void }[] = [];
const complaints = vi.spyOn(console, 'error');

beforeAll(async () => {
	meeting = await holdMeeting();
	({ board } = await insideOf(meeting));
});
afterEach(() => {
	for (const client of open.splice(0)) client.end();
	// Neither "Yjs was already imported" nor an unknown message.
	expect(complaints).not.toHaveBeenCalled();
});
afterAll(() => meeting.end());

async function client(who: Who, options: StockOptions = {}): Promise<StockClient> {
	const opened = await StockClient.open(meeting, board, who, options);
	open.push(opened);
	return opened;
}

async function line(): Promise<Line> {
	const laid = await layLine(meeting.address);
	open.push({ end: () => void laid.close() });
	return laid;
}

const seen = (by: StockClient, other: StockClient) =>
	by.provider.awareness.getStates().get(other.doc.clientID);
const pause = (milliseconds: number) => new Promise((next) => setTimeout(next, milliseconds));

describe('every published client in one document', () => {
	it('[R1] finds the existing content when it joins, and writes the same text', async () => {
		const olga = await client('olga');
		olga.text.insert(0, 'agenda');
		await olga.saved();
		const all = [olga];
		for (const version of VERSIONS) all.push(await client('chair', { version }));
		for (const one of all) expect(one.words).toContain('agenda'); // at the first `sync`
		all.forEach((one, index) => one.text.insert(index, `<${index}>`));
		for (const one of all)
			await one.until(() => all.every((_, index) => one.words.includes(`<${index}>`)));
		for (const one of all) expect(one.words).toBe(olga.words);
	});
});

describe.each(VERSIONS)('y-websocket %s', (version) => {
	it('resumes with its state vector after edits on both sides', async () => {
		const [olga, chair] = [await client('olga', { version }), await client('chair')];
		olga.offline();
		olga.text.insert(0, 'on the plane ');
		chair.text.insert(0, 'in the room ');
		await chair.saved();
		await olga.online();
		expect(olga.words).toContain('in the room');
		expect(await olga.saved()).toBe(true);
		await chair.until(() => chair.words === olga.words);
	});

	it('does not bring back what others deleted meanwhile, and applies its own offline deletions', async () => {
		const [olga, chair] = [await client('olga', { version }), await client('chair')];
		olga.text.delete(0, olga.text.length);
		olga.text.insert(0, 'one two three');
		await olga.saved();
		await chair.until(() => chair.words === 'one two three');
		olga.offline();
		olga.text.delete(0, 4);
		chair.text.delete(chair.text.length - 6, 6);
		await chair.saved();
		await olga.online();
		expect(olga.words).toBe('two');
		expect(await olga.saved()).toBe(true);
		await chair.until(() => chair.words === 'two');
		expect((await client('ukraine', { version })).words).toBe('two');
	});

	it('[R8] sees and is seen at once after a brief interruption', async () => {
		const wire = await line();
		const olga = await client('olga', { version, address: wire.address });
		const chair = await client('chair');
		await meetEachOther(olga, chair);
		const clock = clockOf(olga);
		wire.cut();
		await olga.until(() => seen(olga, chair) === undefined);
		await pause(CUT);
		wire.restore();
		await sayHowLong(`${version}: seen again after a cut of ${CUT} ms`, async () => {
			await olga.until(() => seen(olga, chair) !== undefined);
			await chair.until(() => seen(chair, olga) !== undefined);
		});
		expect(clockOf(olga)).toBe(clock); // not because it renewed its presence, as it does after 15 s
	});

	it('[R8] sees and is seen at once after it left and came back', async () => {
		const [olga, chair] = [await client('olga', { version }), await client('chair')];
		await meetEachOther(olga, chair);
		const clock = clockOf(olga);
		olga.offline();
		await chair.until(() => seen(chair, olga) === undefined);
		await pause(CUT);
		await olga.online();
		await sayHowLong(`${version}: seen again after leaving`, async () => {
			await olga.until(() => seen(olga, chair) !== undefined);
			await chair.until(() => seen(chair, olga) !== undefined);
		});
		expect(clockOf(olga)).toBe(clock);
		for (const cursor of [2, 3]) olga.provider.awareness.setLocalStateField('cursor', cursor);
		await chair.until(() => seen(chair, olga)?.cursor === 3);
	});
});

async function meetEachOther(olga: StockClient, chair: StockClient): Promise<void> {
	olga.provider.awareness.setLocalStateField('cursor', 1);
	chair.provider.awareness.setLocalStateField('cursor', 1);
	await chair.until(() => seen(chair, olga) !== undefined);
	await olga.until(() => seen(olga, chair) !== undefined);
}

function clockOf({ provider, doc }: StockClient): number | undefined {
	return provider.awareness.meta.get(doc.clientID)?.clock;
}

async function sayHowLong(what: string, work: () => Promise<void>): Promise<void> {
	const start = performance.now();
	await work();
	console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
}

describe.each(VERSIONS)('two tabs of one person with y-websocket %s', (version) => {
	const tab = (address?: string) =>
		client('olga', { version, hasTabs: true, ...(address ? { address } : {}) });

	it('write the same text, each word once, and are seen as two clients', async () => {
		const wire = await line(); // one address for both, since the name of the tabs' channel contains it
		const [one, two] = [await tab(wire.address), await tab(wire.address)];
		const chair = await client('chair');
		one.text.delete(0, one.text.length);
		one.text.insert(0, 'left ');
		two.text.insert(two.text.length, 'right');
		await chair.until(() => chair.words === 'left right');
		expect(await one.saved()).toBe(true);
		expect(await two.saved()).toBe(true);
		for (const cursor of [0, 1]) {
			one.provider.awareness.setLocalStateField('cursor', cursor);
			two.provider.awareness.setLocalStateField('cursor', cursor + 1);
		}
		await chair.until(() => seen(chair, one)?.cursor === 1 && seen(chair, two)?.cursor === 2);
		expect(seen(chair, one)?.user).toEqual(seen(chair, two)?.user);
		expect((await client('ukraine')).words).toBe('left right');
	});

	it('[R4] save through the other tab what was typed in a disconnected one', async () => {
		const wire = await line();
		const [one, two] = [await tab(wire.address), await tab(wire.address)];
		const chair = await client('chair');
		one.text.delete(0, one.text.length);
		await one.saved();
		wire.cut();
		await two.until(() => !two.provider.wsconnected);
		await one.until(() => !one.provider.wsconnected);
		wire.restore();
		one.provider.shouldConnect = false; // the first tab stays offline
		await two.until(() => two.provider.synced);
		one.text.insert(0, 'first '); // reaches the second tab, which does not forward it
		expect(two.words).toBe('first ');
		two.text.insert(two.text.length, 'second'); // builds on it
		expect(await answered(two)).toBe(true);
		await chair.until(() => chair.words === 'first second');
		expect(chair.doc.store.pendingStructs).toBeNull();
	});
});

/** Repeats the barrier, as our client does, until all is on disk: one that came too early gets no answer. */
async function answered(client: StockClient): Promise<boolean> {
	const first = client.saved();
	const again = setInterval(() => void client.saved(), 100);
	const isSaved = await Promise.race([first, client.saved()]);
	clearInterval(again);
	return isSaved;
}

describe('a client built on y-protocols alone', () => {
	it('reads the document and writes to it', async () => {
		const chair = await client('chair');
		chair.doc.getMap('bare').set('asked', true);
		await chair.saved();
		const doc = new Y.Doc();
		const socket = await bareSocket(doc);
		await new Promise<void>((resolve) => {
			doc.on('update', () => doc.getMap('bare').has('asked') && resolve());
			socket.send(frame((encoder) => writeSyncStep1(encoder, doc)));
		});
		doc.once('update', (update: Uint8Array) =>
			socket.send(frame((encoder) => writeUpdate(encoder, update)))
		);
		doc.getMap('bare').set('answered', true);
		await chair.until(() => chair.doc.getMap('bare').has('answered'));
		socket.terminate();
	});
});

const frame = (write: (encoder: encoding.Encoder) => void): Uint8Array =>
	encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.sync);
		write(encoder);
	});

/** Answers sync messages per protocol, and does nothing else. */
async function bareSocket(doc: Y.Doc): Promise<WebSocket> {
	const address = `${meeting.address.replace('http', 'ws')}/sync/${SCHEMA}/${board}`;
	const socket = new WebSocket(address, { headers: { cookie: await meeting.cookie('olga') } });
	socket.on('message', (data: Buffer) => {
		const decoder = decoding.createDecoder(new Uint8Array(data));
		if (decoding.readVarUint(decoder) !== MESSAGE.sync) return;
		const reply = frame((encoder) => void readSyncMessage(decoder, encoder, doc, 'server'));
		if (reply.length > 1) socket.send(reply);
	});
	await once(socket, 'open');
	return socket;
}

describe('the end of a login', () => {
	it('[R7] stops the client for good', async () => {
		const cookie = await meeting.cookie('olga');
		const olga = new StockClient(meeting.address, board, cookie);
		open.push(olga);
		await olga.until(() => olga.provider.synced);
		const closed = new Promise<{ code: number }>((resolve) =>
			olga.provider.on('closed', (event) => resolve(event))
		);
		await fetch(`${meeting.address}/sign-out`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie, origin: meeting.address }
		});
		expect((await closed).code).toBe(CLOSE.signedOut);
		expect(olga.provider.shouldConnect).toBe(false);
	});
});
