import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Access } from '#shared/access.ts';
import { newId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { CLOSE, MESSAGE } from '#shared/protocol/sync.ts';
import {
	awarenessFrame,
	barrierFrame,
	encodeEntries,
	step1Frame,
	step2Frame,
	updateFrame
} from '#server/sync/messages.ts';
import { folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS, type SyncLimits } from '#server/sync/limits.ts';
import { Rooms } from '#server/sync/rooms.ts';
import { Editor } from '../support/editor.ts';
import { editDocument, readDocument } from '../support/server-edit.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { Seeded } from '../support/seeded.ts';
import { insertHead } from '#shared/text/insert-head.ts';
import { headsOf } from '#shared/text/place.ts';

const notes = newId<DocumentId>();
const empty = new Uint8Array([0]);
let store: MemoryStore;
let rooms: Rooms;
let trouble: unknown[];
let rights: Map<PersonId, Access>;
let judge: (person: PersonId) => Promise<Access>;
let loginEnds: number;

beforeEach(() => {
	store = new MemoryStore();
	store.create(notes, written('Good morning'));
	trouble = [];
	rights = new Map();
	loginEnds = Infinity;
	judge = async (person) => rights.get(person) ?? 'write';
	open();
});

afterEach(async () => {
	store.fault = undefined;
	vi.useRealTimers();
	await rooms.close();
});

function open(limits: Partial<SyncLimits> = {}): void {
	rooms = new Rooms({
		store,
		folding,
		limits: { ...DEFAULT_LIMITS, ...limits },
		authorize: async ({ person }) => ({ access: await judge(person), until: loginEnds }),
		onTrouble: (error) => trouble.push(error)
	});
}

/** A stored document with some words. */
function written(words: string): Uint8Array {
	const doc = new Y.Doc();
	doc.getText('text').insert(0, words);
	return Y.encodeStateAsUpdate(doc);
}

const enter = (name: string, person?: PersonId) => new Editor(name, person).joined(rooms, notes);

function reader(name: string): Editor {
	const editor = new Editor(name);
	rights.set(editor.principal.person, 'read');
	return editor;
}

/** The words that a restarted server has. */
async function storedWords(): Promise<string> {
	const stored = await store.load(notes);
	const doc = new Y.Doc();
	if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot.state);
	for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update);
	expect(doc.store.pendingStructs).toBeNull();
	return doc.getText('text').toString();
}

/** Two changes, the second of which cannot be integrated without the first. */
function twoChanges(): [first: Uint8Array, second: Uint8Array] {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	doc.getText('text').insert(0, 'one ');
	doc.getText('text').insert(4, 'two ');
	const [first, second] = updates;
	if (!first || !second) throw new Error('two changes were expected');
	return [first, second];
}

describe('coming in', () => {
	it('[R1] answers nothing before the document is loaded, then everything at once', async () => {
		const load = store.hold();
		const anna = new Editor('Anna').join(rooms, notes);
		await store.counted('loads', 1);
		expect(anna.frames).toEqual([]);
		load();
		await anna.until(() => anna.synced);
		expect(anna.words).toBe('Good morning');
	});

	it('[R1] keeps what is typed before the document is loaded', async () => {
		const load = store.hold();
		const anna = new Editor('Anna').join(rooms, notes);
		anna.type(' all');
		anna.ask(1);
		load();
		await anna.until(() => anna.barriers.length === 1);
		expect(await storedWords()).toContain(' all');
	});

	it('[R1] closes a socket that sends too much before the document is loaded', async () => {
		const load = store.hold();
		const anna = new Editor('Anna').join(rooms, notes);
		for (let i = 0; i < 300; i++) anna.ask(i);
		expect(anna.closed).toBe(CLOSE.tryLater);
		load();
	});

	it('[R1] closes with 1013 if loading fails, and loads on the next attempt', async () => {
		store.fault = new Error('no disk');
		const anna = new Editor('Anna').join(rooms, notes);
		await anna.until(() => anna.closed !== undefined);
		expect(anna.closed).toBe(CLOSE.tryLater);
		expect(anna.frames).toEqual([]);
		store.fault = undefined;
		await anna.joined(rooms, notes);
		expect(anna.words).toBe('Good morning');
	});

	it('[R1] closes with 4503 while what is stored is damaged, and never opens it as an empty one', async () => {
		store.create(notes, new Uint8Array([1, 2, 3]));
		const anna = new Editor('Anna').join(rooms, notes);
		await anna.until(() => anna.closed !== undefined);
		expect([anna.closed, anna.frames]).toEqual([CLOSE.damaged, []]);
		store.create(notes, written('Brought back'));
		await anna.joined(rooms, notes);
		expect(anna.words).toBe('Brought back');
	});

	it('[R7] closes with 4404 if there is no document, or none for this person', async () => {
		const olga = new Editor('Olga').join(rooms, newId<DocumentId>());
		await olga.until(() => olga.closed !== undefined);
		rights.set(olga.principal.person, 'none');
		const again = new Editor('Olga', olga.principal.person).join(rooms, notes);
		await again.until(() => again.closed !== undefined);
		expect([olga.closed, again.closed]).toEqual([CLOSE.notFound, CLOSE.notFound]);
		expect([...olga.frames, ...again.frames]).toEqual([]);
	});

	it('[R9] loads once for all who join at the same time', async () => {
		const load = store.hold();
		const people = ['Anna', 'Boris', 'Clara'].map((name) => new Editor(name).join(rooms, notes));
		await store.counted('loads', 1);
		load();
		for (const person of people) await person.until(() => person.synced);
		expect(store.count.loads).toBe(1);
		expect(people.map(({ words }) => words)).toEqual(Array(3).fill('Good morning'));
	});
});

describe('typing', () => {
	it('[R2] reaches the others at once, whatever the disk does', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		const write = store.hold();
		anna.type(', all');
		await boris.reads('Good morning, all');
		write();
	});

	it('[R2] is not sent back to its author', async () => {
		const anna = await enter('Anna');
		const before = anna.frames.length;
		const boris = await enter('Boris');
		anna.type('!');
		await boris.reads('Good morning!');
		expect(anna.frames).toHaveLength(before);
	});

	it('[R2] is reported to listeners, with the roots of the document', async () => {
		const anna = await enter('Anna');
		const heard: string[][] = [];
		const stop = rooms.onChange((_, roots) => heard.push([...roots]));
		anna.type('!');
		anna.doc.getMap('actions').set('a', 1);
		stop();
		anna.type('?');
		expect(heard).toEqual([['text'], ['text', 'actions']]);
	});

	it('[R2] within one turn of the event loop shares one write, and is not sent to its author', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		const [writes, heard] = [rooms.tally.writes, anna.frames.length];
		for (const word of [', all', ' of', ' you']) anna.type(word);
		await boris.reads('Good morning, all of you');
		expect(rooms.tally.writes).toBe(writes + 1);
		expect(anna.frames).toHaveLength(heard);
	});

	it('[R2] reaches everyone in the order of the log', async () => {
		const [anna, boris, clara] = [await enter('Anna'), await enter('Boris'), await enter('Clara')];
		const heard = clara.frames.length;
		for (const who of [anna, boris, anna, boris]) who.type(who === anna ? 'a' : 'b');
		await clara.until(() => clara.frames.length === heard + 4);
		await clara.saved();
		const stored = await store.load(notes);
		const sent = clara.frames.slice(heard, heard + 4).map((frame) => [...frame.slice(3)]);
		expect(stored?.updates.slice(-4).map((update) => [...update])).toEqual(sent);
	});

	it('[R2] by the server itself reaches everyone and is on disk when done', async () => {
		const anna = await enter('Anna');
		await editDocument(rooms, notes, (doc) => doc.getText('text').insert(0, '* '));
		await anna.reads('* Good morning');
		expect(await storedWords()).toBe('* Good morning');
		expect(await editDocument(rooms, newId<DocumentId>(), () => 1)).toBeUndefined();
	});

	it('[R3] is on disk when the barrier is answered', async () => {
		const anna = await enter('Anna');
		for (let i = 0; i < 20; i++) {
			anna.type(` ${i}`);
			await anna.saved();
			expect(await storedWords()).toBe(anna.words);
		}
	});

	it('[R3] answers barriers in order', async () => {
		const anna = await enter('Anna');
		for (const question of [1, 2, 3]) {
			anna.type('.');
			anna.ask(question);
		}
		await anna.until(() => anna.barriers.length === 3);
		expect(anna.barriers).toEqual([1, 2, 3]);
	});

	it('[R3] is not reported as saved while storing fails, but once it works again', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		store.fault = new Error('the disk is full');
		anna.type(', first');
		anna.ask(1);
		await store.counted('appends', 2);
		boris.type(', second');
		boris.ask(1);
		await anna.reads('Good morning, first, second');
		expect([anna.barriers, boris.barriers]).toEqual([[], []]);
		expect([anna.storage, boris.storage]).toEqual([[false], [false]]);
		expect(trouble).toContain(store.fault);
		store.fault = undefined;
		await anna.until(() => anna.barriers.length === 1);
		await boris.until(() => boris.barriers.length === 1);
		expect(await storedWords()).toBe('Good morning, first, second');
		expect(trouble.at(-1)).toBeUndefined();
		expect([anna.storage, boris.storage]).toEqual([
			[false, true],
			[false, true]
		]);
	});

	it('[R3] is not reported as saved while storing is slow', async () => {
		const anna = await enter('Anna');
		const write = store.hold();
		anna.type('!');
		anna.ask(1);
		await store.counted('appends', 1);
		expect(anna.barriers).toEqual([]);
		write();
		await anna.until(() => anna.barriers.length === 1);
	});

	it('[R3] survives a server that dies right after the answer', async () => {
		const anna = await enter('Anna');
		anna.type('!');
		await anna.saved();
		open(); // without closing anything
		const boris = await enter('Boris');
		expect(boris.words).toBe('Good morning!');
	});
});

it('[R2] in an unusual encoding reaches everyone, and is stored', async () => {
	const [anna, bert] = [await enter('Anna'), await enter('Bert')];
	const doc = new Y.Doc();
	doc.getText('text').insert(0, 'Long way. ');
	const [, , ...rest] = updateFrame(Y.encodeStateAsUpdate(doc));
	anna.give(new Uint8Array([0x80, 0x00, 0x82, 0x00, ...rest])); // the numbers 0 and 2 in two bytes each
	await bert.until(() => bert.words.includes('Long way. '));
	await anna.saved();
	expect(await storedWords()).toBe(bert.words);
	const carla = await enter('Carla');
	expect(carla.words).toBe(bert.words);
});

describe('a change with a missing part', () => {
	it('[R4] is not stored, passed on or acknowledged, and the part is asked for', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.isSilent = true;
		const [first, second] = twoChanges();
		const [asked, heard] = [anna.step1s, boris.frames.length];
		anna.giveUpdate(second);
		anna.ask(1);
		expect(anna.step1s).toBe(asked + 1);
		expect(boris.frames).toHaveLength(heard);
		await boris.saved();
		expect(await storedWords()).toBe('Good morning');
		expect(anna.barriers).toEqual([]);
		anna.give(step2Frame(Y.mergeUpdates([first, second])));
		await anna.saved(2);
		expect(anna.barriers).toEqual([2]);
		expect(await storedWords()).toContain('one two ');
		expect(boris.words).toContain('one two ');
	});

	it('[R4] is asked for once, however much follows it', async () => {
		const anna = await enter('Anna');
		anna.isSilent = true;
		const asked = anna.step1s;
		const [, second] = twoChanges();
		for (let i = 0; i < 500; i++) anna.giveUpdate(second);
		expect(anna.step1s).toBe(asked + 1);
	});

	it('[R4] does not keep others from saving', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.isSilent = true;
		anna.giveUpdate(twoChanges()[1]);
		const asked = boris.step1s;
		boris.type(', all');
		await boris.saved();
		expect(boris.step1s).toBe(asked);
		const clara = await enter('Clara');
		expect(clara.words).toBe('Good morning, all');
		expect(clara.doc.store.pendingStructs).toBeNull();
	});

	it('[R4] is not acknowledged after a step 2 that lacks it too, and nobody is asked endlessly', async () => {
		const anna = await enter('Anna');
		anna.isSilent = true;
		const [first, second] = twoChanges();
		anna.giveUpdate(second);
		const asked = anna.step1s;
		anna.give(step2Frame(second));
		anna.ask(1);
		await (await enter('Boris')).saved();
		expect(anna.step1s).toBe(asked);
		expect(anna.barriers).toEqual([]);
		anna.giveUpdate(first); // the missing part has arrived; now everything is asked for again
		expect(anna.step1s).toBe(asked + 1);
		anna.give(step2Frame(Y.mergeUpdates([first, second])));
		await anna.saved(2);
	});

	it('[R4] may be a deletion of unknown content', async () => {
		const doc = new Y.Doc();
		doc.getText('text').insert(0, 'gone');
		const before = Y.encodeStateVector(doc);
		doc.getText('text').delete(0, 4);
		const deletion = Y.encodeStateAsUpdate(doc, before);
		const anna = await enter('Anna');
		anna.isSilent = true;
		anna.giveUpdate(deletion);
		anna.ask(1);
		anna.give(step2Frame(Y.encodeStateAsUpdate(doc)));
		await anna.saved(2);
		expect(anna.barriers).toEqual([2]);
		expect(await storedWords()).toBe('Good morning');
	});

	it('[R4] is completed by a real client on its own', async () => {
		const anna = await enter('Anna');
		anna.isSilent = true; // these words are lost in transit
		anna.type(', lost');
		anna.isSilent = false;
		anna.type(', found');
		await anna.saved();
		expect(await storedWords()).toBe('Good morning, lost, found');
	});
});

describe('readers', () => {
	it('[R5] see and are seen, and their answer to step 1 is accepted silently', async () => {
		const otto = await reader('Otto').joined(rooms, notes);
		const anna = await enter('Anna');
		anna.type('!');
		otto.give(step2Frame(Y.encodeStateAsUpdate(otto.doc)));
		otto.give(step2Frame(new Uint8Array([0, 0])));
		otto.show(1, { typing: 'nowhere' });
		await otto.saved();
		await otto.reads('Good morning!');
		await anna.until(() => anna.sees(otto) !== undefined);
		expect(anna.sees(otto)).toMatchObject({ user: { name: 'Otto' } });
		expect(otto.denied).toEqual([]);
	});

	it('[R5] are refused every change, and closed with 4403 after three', async () => {
		const otto = await reader('Otto').joined(rooms, notes);
		const anna = await enter('Anna');
		otto.type('a');
		otto.text.delete(0, 3);
		expect(otto.denied).toHaveLength(2);
		expect(otto.closed).toBeUndefined();
		otto.type('b');
		expect(otto.closed).toBe(CLOSE.readOnly);
		otto.type('c');
		expect(anna.words).toBe('Good morning');
		await anna.saved();
		expect(await storedWords()).toBe('Good morning');
	});

	it('[R5] cannot smuggle a change into step 2', async () => {
		const otto = reader('Otto');
		otto.type('offline');
		await otto.joined(rooms, notes);
		expect(otto.denied).toHaveLength(1);
		expect(await readDocument(rooms, notes, (doc) => doc.getText('text').toString())).toBe(
			'Good morning'
		);
	});

	it('[R3] are never told that a refused change is saved', async () => {
		const otto = await reader('Otto').joined(rooms, notes);
		otto.type('a');
		otto.ask(1);
		await (await enter('Anna')).saved();
		expect(otto.barriers).toEqual([]);
	});
});

describe('a client number', () => {
	it('[R17] is its owner’s while they are here: nobody takes their place in the document', async () => {
		const [anna, mallory] = [await enter('Anna'), await enter('Mallory')];
		anna.show(1, { cursor: null });
		await mallory.until(() => mallory.sees(anna) !== undefined);
		const forged = new Y.Doc();
		forged.clientID = anna.doc.clientID;
		Y.applyUpdate(forged, Y.encodeStateAsUpdate(mallory.doc));
		forged.getText('text').insert(0, 'forged ');
		mallory.give(updateFrame(Y.encodeStateAsUpdate(forged)));
		anna.type('!');
		await anna.saved();
		expect(await storedWords()).toBe('Good morning!');
	});

	it('[R17] under which somebody begins lines is theirs, too', async () => {
		const [anna, mallory] = [await enter('Anna'), await enter('Mallory')];
		anna.show(1, { cursor: null });
		await mallory.until(() => mallory.sees(anna) !== undefined);
		const forged = new Y.Doc();
		forged.clientID = anna.doc.clientID;
		Y.applyUpdate(forged, Y.encodeStateAsUpdate(mallory.doc));
		insertHead(forged.getText('text'), 0, new Y.Map([['id', 'forged']]));
		mallory.give(updateFrame(Y.encodeStateAsUpdate(forged)));
		insertHead(anna.doc.getText('text'), 0, new Y.Map([['id', 'mine']]));
		await anna.saved();
		const heads = await rooms.bytes(notes).then((bytes) => {
			const doc = new Y.Doc();
			for (const update of bytes?.updatesSince(-1) ?? []) Y.applyUpdate(doc, update);
			return headsOf(doc.getText('text')).map((head) => head.get('id'));
		});
		expect(heads).toEqual(['mine']);
	});

	it('[R17] of somebody who has left may be sent by others, who have what the server lost', async () => {
		const lost = new Editor('Anna');
		const boris = await enter('Boris');
		lost.type('from Anna ');
		Y.applyUpdate(boris.doc, Y.encodeStateAsUpdate(lost.doc));
		boris.give(updateFrame(Y.encodeStateAsUpdate(lost.doc)));
		await boris.saved();
		expect(await storedWords()).toContain('from Anna');
	});
});

describe('closed sockets', () => {
	it('[R6] have nothing applied that was sent before the document was loaded', async () => {
		const load = store.hold();
		const anna = new Editor('Anna').join(rooms, notes);
		anna.type('too late');
		anna.cut();
		load();
		const boris = await enter('Boris');
		expect(boris.words).toBe('Good morning');
		expect(anna.frames).toEqual([]);
	});

	it('[R6] have nothing applied after the close, and receive nothing', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		rooms.disconnect(
			({ person }) => person === anna.principal.person,
			CLOSE.signedOut,
			'signed out'
		);
		const heard = anna.frames.length;
		anna.type('!');
		boris.type('?');
		anna.ask(1);
		await boris.saved();
		expect(boris.words).toBe('Good morning?');
		expect(anna.frames).toHaveLength(heard);
	});
});

describe('rights that change', () => {
	it('[R7] close sockets with 4404 on removal and with 4500 if access grew or shrank', async () => {
		const [anna, boris, clara] = [await enter('Anna'), await enter('Boris'), await enter('Clara')];
		rights.set(anna.principal.person, 'none');
		rights.set(boris.principal.person, 'read');
		await rooms.review(new Set([notes]));
		expect([anna.closed, boris.closed, clara.closed]).toEqual([
			CLOSE.notFound,
			CLOSE.accessChanged,
			undefined
		]);
		await boris.joined(rooms, notes);
		boris.type('!');
		expect(boris.denied).toHaveLength(1);
	});

	it('[R7] apply to a person who is just joining', async () => {
		const load = store.hold();
		const anna = new Editor('Anna').join(rooms, notes);
		await store.counted('loads', 1); // already checked, with the old rights
		rights.set(anna.principal.person, 'none');
		const reviewed = rooms.review(new Set([notes]));
		load();
		await reviewed;
		await anna.until(() => anna.closed !== undefined);
		expect(anna.closed).toBe(CLOSE.notFound);
		expect(anna.frames).toEqual([]);
	});

	it('[R7] close a joining socket whose login ends', async () => {
		const load = store.hold();
		const anna = new Editor('Anna').join(rooms, notes);
		await store.counted('loads', 1);
		rooms.disconnect(() => true, CLOSE.signedOut, 'signed out');
		load();
		expect(anna.closed).toBe(CLOSE.signedOut);
		expect(anna.frames).toEqual([]);
	});

	it('[R7] close sockets with 1013 if they cannot be looked up', async () => {
		const anna = await enter('Anna');
		judge = () => Promise.reject(new Error('no database'));
		await rooms.review(new Set([notes]));
		expect(anna.closed).toBe(CLOSE.tryLater);
	});

	it('[R7] close sockets with 1012 when the server stops, so that clients reconnect', async () => {
		const anna = await enter('Anna');
		anna.type('!');
		await rooms.close();
		expect(anna.closed).toBe(CLOSE.goingAway);
		expect(await storedWords()).toBe('Good morning!');
	});
});

/** Resolves when all earlier presence has reached everyone: it goes out in the order of ticks. */
async function presencePasses(witness: Editor): Promise<void> {
	const herald = await enter('Herald');
	herald.show(1, {});
	await witness.until(() => witness.sees(herald) !== undefined);
}

describe('presence', () => {
	it('[R8] carries the name that the server knows, whatever the client says', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.show(1, { user: { name: 'The chair' }, cursor: 3 });
		await presencePasses(boris);
		expect(boris.sees(anna)).toEqual({ cursor: 3, user: { ...anna.principal.user } });
	});

	it('[R8] is seen at once by anyone who joins', async () => {
		const anna = await enter('Anna');
		anna.show(1, { cursor: 3 });
		const boris = await enter('Boris');
		expect(boris.sees(anna)).toMatchObject({ cursor: 3 });
	});

	it('[R8] of others cannot be changed or removed', async () => {
		const [anna, boris, clara] = [await enter('Anna'), await enter('Boris'), await enter('Clara')];
		anna.show(1, { cursor: 3 });
		boris.show(1, {});
		boris.show(9, { cursor: 666 }, anna.doc.clientID);
		boris.show(10, null, anna.doc.clientID);
		await presencePasses(clara);
		expect(clara.sees(anna)).toMatchObject({ cursor: 3, user: { name: 'Anna' } });
		anna.show(2, { cursor: 4 });
		await presencePasses(clara);
		expect(clara.sees(anna)).toMatchObject({ cursor: 4 });
	});

	it('[R8] of others cannot be claimed by someone without their own entry', async () => {
		const [anna, mallory, clara] = [
			await enter('Anna'),
			await enter('Mallory'),
			await enter('Clara')
		];
		anna.show(1, { cursor: 3 });
		mallory.show(9, { cursor: 666 }, anna.doc.clientID);
		anna.cut();
		mallory.show(10, null, anna.doc.clientID);
		await presencePasses(clara);
		expect(clara.sees(anna)).toMatchObject({ cursor: 3, user: { name: 'Anna' } });
	});

	it('[R8] is not echoed', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		boris.show(1, {});
		anna.show(1, { cursor: 3 });
		await presencePasses(anna);
		const heard = anna.frames.length;
		boris.show(1, { cursor: 3 }, anna.doc.clientID);
		await presencePasses(anna);
		expect(anna.frames).toHaveLength(heard + 1); // only the witness's own
	});

	it('[R8] cannot be taken over by a late echo after a lost connection', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		boris.show(1, {});
		anna.show(1, { cursor: 3 });
		anna.cut();
		boris.show(1, { cursor: 3 }, anna.doc.clientID);
		await anna.joined(rooms, notes);
		anna.show(2, { cursor: 4 });
		await presencePasses(boris);
		expect(boris.sees(anna)).toMatchObject({ cursor: 4, user: { name: 'Anna' } });
	});

	it('[R8] moves to a new socket before the old one is known to be dead', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.show(1, { cursor: 3 });
		await anna.joined(rooms, notes);
		anna.show(2, { cursor: 4 });
		await presencePasses(boris);
		expect(boris.sees(anna)).toMatchObject({ cursor: 4 });
	});

	it('[R8] hides a short interruption, even from those who joined meanwhile', async () => {
		vi.useFakeTimers();
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.show(1, { cursor: 3 });
		anna.cut();
		const clara = await enter('Clara');
		await vi.advanceTimersByTimeAsync(3_000);
		expect(boris.sees(anna)).toMatchObject({ cursor: 3 });
		await anna.joined(rooms, notes);
		anna.show(1, { cursor: 3 }); // as y-websocket does: the same clock again
		await vi.advanceTimersByTimeAsync(10_000);
		expect(boris.sees(anna)).toMatchObject({ cursor: 3 });
		expect(clara.sees(anna)).toMatchObject({ cursor: 3 });
	});

	it('[R8] hides a short interruption if someone else left just before', async () => {
		vi.useFakeTimers();
		const [anna, boris, clara] = [await enter('Anna'), await enter('Boris'), await enter('Clara')];
		anna.show(1, { cursor: 3 });
		clara.show(1, {});
		clara.cut();
		await vi.advanceTimersByTimeAsync(4_000);
		anna.cut();
		await vi.advanceTimersByTimeAsync(4_000);
		expect(boris.sees(clara)).toBeUndefined();
		expect(boris.sees(anna)).toMatchObject({ cursor: 3 });
	});

	it('[R8] leaves no ghost after a long interruption', async () => {
		vi.useFakeTimers();
		const anna = await enter('Anna');
		const boris = await enter('Boris');
		anna.show(1, { cursor: 3 });
		const clara = await enter('Clara');
		anna.cut();
		await vi.advanceTimersByTimeAsync(6_000);
		expect(boris.sees(anna)).toBeUndefined();
		expect(clara.sees(anna)).toBeUndefined();
	});

	it.each<[string, (anna: Editor) => void]>([
		['left', (anna) => anna.show(1, null)],
		['was cut off for long', () => undefined]
	])('[R8] is seen at once for someone who comes back and %s before', async (_, leave) => {
		vi.useFakeTimers();
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.show(1, { cursor: 3 });
		const clara = await enter('Clara'); // is told a higher clock
		leave(anna);
		anna.cut();
		await vi.advanceTimersByTimeAsync(6_000);
		expect(boris.sees(anna)).toBeUndefined();
		expect(clara.sees(anna)).toBeUndefined();
		await anna.joined(rooms, notes);
		anna.show(1, { cursor: 3 }); // as y-websocket does: the same clock again
		await vi.advanceTimersByTimeAsync(300);
		expect(boris.sees(anna)).toMatchObject({ cursor: 3 });
		expect(clara.sees(anna)).toMatchObject({ cursor: 3 });
		expect(anna.presence.has(anna.doc.clientID)).toBe(false);
	});

	it('[R8] ends at once for someone who says so', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.show(1, { cursor: 3 });
		anna.show(2, null);
		await presencePasses(boris);
		expect(boris.sees(anna)).toBeUndefined();
	});

	it('[R8] is never sent to its owner, even when they ask who is here', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.show(1, { cursor: 3 });
		boris.show(1, {});
		anna.give(new Uint8Array([MESSAGE.queryAwareness]));
		expect(anna.sees(boris)).toBeDefined();
		expect(anna.presence.has(anna.doc.clientID)).toBe(false);
	});

	it('[R8] ignores oversized or malformed states', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.show(1, { cursor: 'x'.repeat(5_000) });
		anna.show(2, [1, 2]);
		anna.show(3, 'text');
		await presencePasses(boris);
		expect(boris.sees(anna)).toBeUndefined();
		expect(anna.closed).toBeUndefined();
	});
});

describe('an unused room', () => {
	beforeEach(async () => {
		await rooms.close();
		vi.useFakeTimers();
		open();
	});

	/** More changes than a closing room leaves in the log uncompacted. */
	const typeMuch = (who: Editor) => {
		for (let i = 0; i < 20; i++) who.type('!');
	};
	const MUCH = `Good morning${'!'.repeat(20)}`;

	it('[R9] closes after a while, with its changes compacted, and opens again', async () => {
		const anna = await enter('Anna');
		typeMuch(anna);
		anna.cut();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(rooms.open).toBe(0);
		const stored = await store.load(notes);
		expect(stored?.snapshot).toBeDefined();
		expect(stored?.updates).toEqual([]);
		const boris = await enter('Boris');
		expect(boris.words).toBe(MUCH);
	});

	it('[R10] leaves a few changes in the log uncompacted', async () => {
		const anna = await enter('Anna');
		anna.type('!');
		anna.cut();
		await vi.advanceTimersByTimeAsync(60_000);
		expect([rooms.open, store.count.compactions]).toEqual([0, 0]);
		expect(await storedWords()).toBe('Good morning!');
	});

	it('[R9] stays open while someone is there, and sends a sign of life so that they do not reconnect', async () => {
		const anna = await enter('Anna');
		const heard = anna.frames.length;
		await vi.advanceTimersByTimeAsync(120_000);
		expect(rooms.open).toBe(1);
		expect(anna.frames.length).toBeGreaterThan(heard + 3);
	});

	it('[R9] does not close on someone who joins while it is being compacted', async () => {
		const anna = await enter('Anna');
		typeMuch(anna);
		anna.cut();
		await vi.advanceTimersByTimeAsync(1_000);
		const compact = store.hold();
		await vi.advanceTimersByTimeAsync(40_000);
		expect(store.count.compactions).toBe(1);
		const boris = await enter('Boris');
		boris.type('?');
		compact();
		await vi.advanceTimersByTimeAsync(1_000);
		boris.ask(1);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(boris.barriers).toEqual([1]);
		expect(rooms.open).toBe(1);
		expect(await storedWords()).toBe(`${MUCH}?`);
	});

	it('[R9] does not close before everything is on disk', async () => {
		const anna = await enter('Anna');
		store.fault = new Error('the disk is full');
		typeMuch(anna);
		anna.cut();
		await vi.advanceTimersByTimeAsync(120_000);
		expect(rooms.open).toBe(1);
		store.fault = undefined;
		await vi.advanceTimersByTimeAsync(60_000);
		expect(rooms.open).toBe(0);
		expect(await storedWords()).toBe(MUCH);
		expect(store.count.compactions).toBe(1);
	});

	it('[R10] compacts a long log while people type, and loses nothing', async () => {
		const anna = await enter('Anna');
		for (let i = 0; i < 600; i++) {
			anna.type(String(i % 10));
			if (i % 50 === 0) anna.text.delete(3, 1);
		}
		await vi.advanceTimersByTimeAsync(6_000);
		anna.type(' end');
		await vi.advanceTimersByTimeAsync(100);
		const stored = await store.load(notes);
		expect(stored?.snapshot).toBeDefined();
		expect(stored?.updates.length).toBeLessThan(200);
		expect(await storedWords()).toBe(anna.words);
	});

	it('[R10] compacts what arrived during a compaction too, even if nobody types any more', async () => {
		const anna = await enter('Anna');
		const compact = store.hold();
		for (let i = 0; i < 600; i++) anna.type('.');
		await vi.advanceTimersByTimeAsync(6_000);
		for (let i = 0; i < 600; i++) anna.type(',');
		compact();
		await vi.advanceTimersByTimeAsync(6_000);
		expect(store.count.compactions).toBe(2);
		expect((await store.load(notes))?.updates.length).toBeLessThan(100);
		expect(await storedWords()).toBe(anna.words);
	});

	it('[R10] sends compacted deletions to a returning client that lacks nothing else', async () => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.type('x'.repeat(700));
		await vi.advanceTimersByTimeAsync(100);
		boris.cut();
		for (let i = 0; i < 600; i++) anna.text.delete(0, 1);
		await vi.advanceTimersByTimeAsync(6_000);
		expect((await store.load(notes))?.snapshot).toBeDefined();
		await boris.joined(rooms, notes);
		expect(boris.words).toBe(anna.words);
		expect(boris.text).toHaveLength(anna.text.length);
	});

	it('[R10] retries a failed compaction once the log has grown a lot, not at each change', async () => {
		const fold = vi.spyOn(folding, 'fold').mockRejectedValue(new Error('not the same document'));
		const anna = await enter('Anna');
		for (let i = 0; i < 1_800; i++) {
			anna.type('.');
			await vi.advanceTimersByTimeAsync(1);
		}
		expect(fold.mock.calls.map(([parts]) => parts.length)).toEqual([513, 1_026]);
		expect(trouble).toHaveLength(2);
		fold.mockRestore();
		anna.ask(1);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(anna.barriers).toEqual([1]);
	});

	it('[R10] never compacts a log with a hole', async () => {
		store.create(notes, written('Good morning'), twoChanges()[1]);
		const anna = await enter('Anna');
		for (let i = 0; i < 600; i++) anna.type('.');
		anna.cut();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(store.count.compactions).toBe(0);
	});
});

describe('bytes outside the protocol', () => {
	const huge = encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.sync);
		encoding.writeVarUint(encoder, 2);
		encoding.writeVarUint(encoder, 2 ** 40);
	});
	const crowd = encoding.encode((encoder) => encoding.writeVarUint(encoder, 10 ** 6));
	it.each<[string, Uint8Array]>([
		['nothing', new Uint8Array()],
		['an unknown type', new Uint8Array([77, 1, 2])],
		['a type that never ends', new Uint8Array(20).fill(255)],
		['an unknown step', new Uint8Array([0, 9, 0])],
		['a length past the end', huge],
		['a change that is noise', updateFrame(new Uint8Array([5, 4, 3, 2, 1]))],
		['a change of nothing', updateFrame(new Uint8Array())],
		['a state vector that is noise', step1Frame(new Uint8Array([9, 9]))],
		['a million people', awarenessFrame(crowd)],
		['a barrier without payload', new Uint8Array([MESSAGE.barrier])],
		['a message that only the server sends', new Uint8Array([MESSAGE.denied, 0, 0])]
	])('[R7] [R11] close with 4400: %s', async (_, frame) => {
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		anna.give(frame);
		expect(anna.closed).toBe(CLOSE.protocol);
		boris.type('!');
		await boris.saved();
		expect(boris.closed).toBeUndefined();
	});

	it('[R11] never close a room or reach others, whatever they are', async () => {
		const seeded = new Seeded(20_240_712);
		const boris = await enter('Boris');
		const clara = await enter('Clara');
		for (let round = 0; round < 1_500; round++) {
			const mallory = new Editor('Mallory').join(rooms, notes);
			mallory.isSilent = true;
			await mallory.until(() => mallory.synced || mallory.closed !== undefined);
			for (let i = 0; i < 3; i++) mallory.give(badFrame(seeded));
			mallory.cut();
		}
		boris.type(' still here');
		await boris.saved();
		expect(boris.closed).toBeUndefined();
		expect(clara.closed).toBeUndefined();
		// Any noise that was a valid change was the same change for everyone.
		const dora = await enter('Dora');
		expect(Y.encodeStateVector(clara.doc)).toEqual(Y.encodeStateVector(boris.doc));
		expect(dora.words).toBe(boris.words);
		expect(clara.words).toBe(boris.words);
		expect(await storedWords()).toBe(boris.words);
	}, 30_000);
});

/** Noise, or a valid frame with some bytes changed, cut short or extended. */
function badFrame(seeded: Seeded): Uint8Array {
	if (seeded.below(4) === 0) return seeded.bytes(seeded.below(40));
	const frame = Uint8Array.from(goodFrame(seeded));
	for (let i = seeded.below(4); i >= 0; i--)
		frame[seeded.below(frame.length)] = seeded.below(3) === 0 ? 255 : seeded.below(256);
	const cut = seeded.below(3) === 0 ? seeded.below(frame.length) : frame.length;
	return frame.slice(0, cut);
}

function goodFrame(seeded: Seeded): Uint8Array {
	const doc = new Y.Doc();
	doc.clientID = seeded.below(1_000);
	doc.getText('text').insert(0, 'mallory');
	doc.getMap('actions').set('a', new Y.Map([['text', new Y.Text('do')]]));
	doc.getText('text').delete(2, 3);
	const entry = { client: seeded.below(1_000), clock: seeded.below(9), state: '{"cursor":1}' };
	return seeded.pick([
		updateFrame(Y.encodeStateAsUpdate(doc)),
		step2Frame(Y.encodeStateAsUpdate(doc)),
		step1Frame(Y.encodeStateVector(doc)),
		step1Frame(empty),
		awarenessFrame(encodeEntries([entry])),
		barrierFrame(new Uint8Array([1, 2, 3]))
	]);
}
