import { afterEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId } from '#shared/ids.ts';
import { folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS } from '#server/sync/limits.ts';
import { step2Frame } from '#server/sync/messages.ts';
import { Rooms } from '#server/sync/rooms.ts';
import { Editor } from '../support/editor.ts';
import { MemoryStore } from '../support/memory-store.ts';

const FOLLOWING = 10_000;
const PART = 2_000;
const GENEROUS = 5; // times the CPU of the first; with cost growing with their number it was a hundred times as much

const notes = newId<DocumentId>();
const store = new MemoryStore();
store.create(notes);
const rooms = new Rooms({
	store,
	folding,
	limits: { ...DEFAULT_LIMITS, updatesPerSecond: 1e9, bytesPerSecond: 1e9 },
	authorize: async () => ({ access: 'write', until: Infinity }),
	onTrouble: (error) => {
		throw error;
	}
});

afterEach(() => rooms.close());

/** Changes of one client, each building on the one before. */
function changes(doc: Y.Doc, count: number): Uint8Array[] {
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const text = doc.getText('text');
	for (let at = 0; at < count; at++) text.insert(at, String(at % 10));
	return updates;
}

const turn = () => new Promise<void>((next) => setImmediate(next));

/** Sends updates one by one; returns the CPU time in microseconds. */
async function give(editor: Editor, updates: readonly Uint8Array[]): Promise<number> {
	const before = process.cpuUsage();
	for (const [index, update] of updates.entries()) {
		editor.giveUpdate(update);
		if (index % 100 === 0) await turn();
	}
	return process.cpuUsage(before).user;
}

it(`[R4] ${FOLLOWING} changes after a missing one are refused at constant cost, asked for once, and accepted together`, async () => {
	const [anna, boris] = [new Editor('Anna'), new Editor('Boris')];
	await anna.joined(rooms, notes);
	await boris.joined(rooms, notes);
	anna.isSilent = true; // does not answer step 1 until the end
	const doc = new Y.Doc();
	const [, ...following] = changes(doc, FOLLOWING + 1);
	const asked = anna.step1s;

	const first = await give(anna, following.slice(0, PART));
	await give(anna, following.slice(PART, -PART));
	const last = await give(anna, following.slice(-PART));
	console.log(`CPU of the first and the last ${PART}: ${first} and ${last} µs`);
	expect(last).toBeLessThan(first * GENEROUS);

	expect(anna.step1s).toBe(asked + 1);
	await boris.saved();
	expect(store.count.appends).toBe(0);
	expect(boris.words).toBe('');
	expect(rooms.tally.holes).toBe(FOLLOWING);

	anna.ask(1);
	anna.give(step2Frame(Y.encodeStateAsUpdate(doc)));
	await anna.saved(2);
	expect(anna.barriers).toEqual([2]); // the first barrier came before it was complete
	await boris.reads(doc.getText('text').toString());
	const stored = await store.load(notes);
	expect(stored?.updates).toHaveLength(1);
	expect(anna.closed).toBeUndefined();
});
