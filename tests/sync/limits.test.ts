import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { step2Frame } from '#server/sync/messages.ts';
import { folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS, type SyncLimits } from '#server/sync/limits.ts';
import { Rooms } from '#server/sync/rooms.ts';
import { Editor } from '../support/editor.ts';
import { MemoryStore } from '../support/memory-store.ts';

const notes = newId<DocumentId>();
let store: MemoryStore;
let rooms: Rooms;
let loginEnds: number;

function open(limits: Partial<SyncLimits>): void {
	rooms = new Rooms({
		store,
		folding,
		limits: { ...DEFAULT_LIMITS, ...limits },
		authorize: async () => ({ access: 'write', until: loginEnds }),
		onTrouble: () => undefined
	});
}

beforeEach(() => {
	store = new MemoryStore();
	store.create(notes);
	loginEnds = Infinity;
});
afterEach(async () => {
	store.fault = undefined;
	vi.useRealTimers();
	await rooms.close();
});

const enter = (name: string) => new Editor(name).joined(rooms, notes);

describe('[R12] a limit', () => {
	it.each<[string, Partial<SyncLimits>, number, string, (anna: Editor) => void]>([
		[
			'the size of a change',
			{ updateBytes: 100 },
			CLOSE.tooLarge,
			'a change that is too large',
			(anna) => anna.type('x'.repeat(200))
		],
		[
			'the size of a document',
			{ documentBytes: 400 },
			CLOSE.tooLarge,
			'the document is full',
			(anna) => ['a', 'b', 'c'].forEach((word) => anna.type(word.repeat(150)))
		],
		[
			'changes per second',
			{ updatesPerSecond: 2 },
			CLOSE.tryLater,
			'too many changes',
			(anna) => [...'abcdefghijklmnopqrstuvwxyz'].forEach((letter) => anna.type(letter))
		],
		[
			'bytes per second',
			{ bytesPerSecond: 100 },
			CLOSE.tryLater,
			'too many bytes',
			(anna) => ['a', 'b', 'c'].forEach((word) => anna.type(word.repeat(400)))
		],
		[
			'presence per second',
			{ presencePerSecond: 2 },
			CLOSE.tryLater,
			'too much presence',
			(anna) => Array.from({ length: 30 }, (_, at) => anna.show(at + 1, { cursor: at }))
		]
	])(
		'on %s closes the socket, says why and is counted',
		async (_, limits, code, reason, exceed) => {
			open(limits);
			const [anna, boris] = [await enter('Anna'), await enter('Boris')];
			exceed(anna);
			await anna.until(() => anna.closed !== undefined);
			expect([anna.closed, anna.reason]).toEqual([code, reason]);
			expect(rooms.tally.closes.get(`${code} ${reason}`)).toBe(1);
			expect(boris.closed).toBeUndefined();
		}
	);

	it('on people in a document lets nobody else in until one leaves', async () => {
		open({ socketsPerDocument: 2 });
		const [anna] = [await enter('Anna'), await enter('Boris')];
		const clara = new Editor('Clara').join(rooms, notes);
		await clara.until(() => clara.closed !== undefined);
		expect([clara.closed, clara.reason]).toEqual([
			CLOSE.tryLater,
			'too many people in the document'
		]);
		anna.cut();
		await clara.joined(rooms, notes);
		expect(clara.closed).toBeUndefined();
	});

	it('on sockets of one person closes theirs, and nobody else’s', async () => {
		open({ socketsPerPersonAndDocument: 2, socketsPerDocument: 3 });
		const anna = newId<PersonId>();
		const tabs = [1, 2, 3].map((tab) => new Editor(`Anna ${tab}`, anna).join(rooms, notes));
		const last = tabs[2];
		expect([last?.closed, last?.reason]).toEqual([
			CLOSE.tryLater,
			'too many sockets of one person'
		]);
		expect((await enter('Boris')).closed).toBeUndefined();
		tabs[0]?.cut();
		await last?.joined(rooms, notes);
		expect(last?.closed).toBeUndefined();
	});

	it('on sockets of one person counts all documents, and those that are still joining', async () => {
		const other = newId<DocumentId>();
		store.create(other);
		open({ socketsPerPerson: 2 });
		const anna = newId<PersonId>();
		const [one, two] = [1, 2].map((tab) => new Editor(`Anna ${tab}`, anna).join(rooms, notes));
		const three = new Editor('Anna 3', anna).join(rooms, other);
		expect([one?.closed, two?.closed, three.closed]).toEqual([
			undefined,
			undefined,
			CLOSE.tryLater
		]);
		await one?.until(() => one.synced);
	});

	it('on unstored changes keeps people from making more, and lifts once they are stored', async () => {
		open({ unstoredBytes: 200 });
		const anna = await enter('Anna');
		store.fault = new Error('the disk is full');
		anna.type('x'.repeat(300));
		anna.type('one more');
		expect([anna.closed, anna.reason]).toEqual([CLOSE.tryLater, 'too much waits to be stored']);
		store.fault = undefined;
		const boris = await enter('Boris');
		await boris.saved();
		await anna.joined(rooms, notes); // as the client does on its own
		await anna.saved();
		await boris.reads(anna.words);
		expect(boris.words).toBe(`${'x'.repeat(300)}one more`);
	});

	it('on the size of a document still lets people make it smaller', async () => {
		open({ documentBytes: 400 });
		const anna = await enter('Anna');
		anna.type('a'.repeat(300));
		anna.text.delete(0, 200);
		await anna.saved();
		expect(anna.closed).toBeUndefined();
	});

	it('is never reached by an answer that contains nothing new', async () => {
		open({ documentBytes: 10 });
		const anna = await enter('Anna');
		const otto = new Y.Doc();
		anna.give(step2Frame(Y.encodeStateAsUpdate(otto)));
		await anna.saved();
		expect(anna.closed).toBeUndefined();
	});
});

describe('[R7] a login that ends', () => {
	it('closes the socket at its next message, which is not applied', async () => {
		loginEnds = Date.now() + 60_000;
		open({});
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		vi.spyOn(Date, 'now').mockReturnValue(loginEnds + 1);
		anna.type('too late');
		vi.restoreAllMocks();
		expect(anna.closed).toBe(CLOSE.signedOut);
		await boris.saved();
		expect(boris.words).toBe('');
	});

	it('closes a silent socket within a second, and spares one whose login was renewed', async () => {
		vi.useFakeTimers();
		loginEnds = Date.now() + 100_000;
		open({});
		const anna = await enter('Anna');
		await vi.advanceTimersByTimeAsync(30_000);
		loginEnds += 100_000; // renewed by use; checked again once a minute
		await vi.advanceTimersByTimeAsync(150_000);
		expect(anna.closed).toBeUndefined();
		await vi.advanceTimersByTimeAsync(21_100);
		expect(anna.closed).toBe(CLOSE.signedOut);
	});
});

describe('[R13] a reader that does not read', () => {
	const LARGE = 'x'.repeat(20_000);

	it('is sent no more than its limit, and later what it missed, from the log', async () => {
		open({ outboxBytes: 65_536 });
		const [anna, boris, clara] = [await enter('Anna'), await enter('Boris'), await enter('Clara')];
		boris.pause();
		for (let i = 0; i < 10; i++) {
			anna.type(LARGE);
			await clara.reads(anna.words);
		}
		expect(boris.waiting).toBeLessThan(65_536 + LARGE.length + 100);
		expect(rooms.load.lagging).toBe(1);
		boris.resume();
		expect(boris.words).toBe(anna.words);
		expect(boris.doc.store.pendingStructs).toBeNull();
		anna.type('!');
		await boris.reads(anna.words);
	});

	it('gets the snapshot if what it missed was compacted meanwhile', async () => {
		open({ outboxBytes: 65_536 });
		const [anna, boris, clara] = [await enter('Anna'), await enter('Boris'), await enter('Clara')];
		boris.pause();
		for (let i = 0; i < 30; i++) anna.type(LARGE);
		await clara.reads(anna.words);
		for (let i = 0; i < 30; i++) anna.text.delete(0, LARGE.length - 1);
		for (let i = 0; i < 30; i++) anna.type(LARGE);
		await clara.reads(anna.words);
		await store.counted('compactions', 1);
		await clara.saved();
		boris.resume();
		expect(boris.words).toBe(anna.words);
		expect(boris.doc.store.pendingStructs).toBeNull();
	});

	it('gets the answer to a step 1 sent meanwhile, and sees who came', async () => {
		open({ outboxBytes: 65_536 });
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		boris.pause();
		for (let i = 0; i < 4; i++) {
			anna.type(LARGE);
			await anna.saved();
		}
		const clara = await enter('Clara');
		clara.show(1, { cursor: 3 });
		const asked = boris.frames.length;
		boris.askAgain();
		expect(boris.frames).toHaveLength(asked);
		await clara.saved();
		boris.resume();
		expect(boris.words).toBe(anna.words);
		expect(boris.sees(clara)).toMatchObject({ cursor: 3 });
	});

	it('is disconnected when it has read nothing for long, but not while it reads a little', async () => {
		vi.useFakeTimers();
		open({ outboxBytes: 65_536, patience: 10_000 });
		const [anna, boris] = [await enter('Anna'), await enter('Boris')];
		boris.pause();
		for (let i = 0; i < 5; i++) {
			anna.type(LARGE);
			await vi.advanceTimersByTimeAsync(20);
		}
		for (let i = 0; i < 3; i++) {
			await vi.advanceTimersByTimeAsync(8_000);
			boris.waiting -= 100;
		}
		expect(boris.closed).toBeUndefined();
		await vi.advanceTimersByTimeAsync(13_000);
		expect([boris.closed, boris.reason]).toEqual([CLOSE.tryLater, 'too slow a reader']);
	});
});

describe('[R14] a server that stops', () => {
	it('closes sockets one after another, so that not all reconnect at once, and keeps the last words', async () => {
		vi.useFakeTimers();
		open({});
		const people = [await enter('Anna'), await enter('Boris'), await enter('Clara')];
		const [anna, boris, clara] = people;
		const closing = rooms.close(3_000);
		expect(people.map(({ closed }) => closed)).toEqual([CLOSE.goingAway, undefined, undefined]);
		clara?.type('last words');
		await vi.advanceTimersByTimeAsync(20);
		expect([anna?.closed, boris?.closed]).toEqual([CLOSE.goingAway, CLOSE.goingAway]);
		await vi.advanceTimersByTimeAsync(3_000);
		await closing;
		expect(clara?.closed).toBe(CLOSE.goingAway);
		const late = new Editor('Late').join(rooms, notes);
		await late.until(() => late.closed !== undefined);
		expect(late.closed).toBe(CLOSE.goingAway);
		expect((await store.load(notes))?.updates).toHaveLength(1);
	});
});
