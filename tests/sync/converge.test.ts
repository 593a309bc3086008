import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { Seeded } from '../support/seeded.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';

const STEPS = Number(process.env.STEPS ?? 400);
const PEOPLE: readonly Who[] = ['olga', 'chair', 'commission', 'ukraine'];

let meeting: Meeting;
let board: string;
const clients: StockClient[] = [];

beforeAll(async () => {
	meeting = await holdMeeting();
	({ board } = await insideOf(meeting));
});
afterEach(() => {
	for (const client of clients.splice(0)) client.end();
});
afterAll(() => meeting.end());

function edit({ doc, text }: StockClient, seeded: Seeded): void {
	const map = doc.getMap('map of the test');
	const at = seeded.below(text.length + 1);
	switch (seeded.below(5)) {
		case 0:
		case 1:
			return text.insert(at, seeded.pick(['a', 'bcd', 'é', '😀', ' word ']));
		case 2:
			return text.delete(at, Math.min(seeded.below(6), text.length - at));
		case 3:
			return void map.set(`key ${seeded.below(12)}`, seeded.below(1_000));
		default:
			return map.delete(`key ${seeded.below(12)}`);
	}
}

/** The whole document, deletions included, in a canonical form. */
function canonical({ doc }: StockClient) {
	const { sv, ds } = Y.snapshot(doc);
	return {
		text: doc.getText('text of the test').toString(),
		map: doc.getMap('map of the test').toJSON(),
		actions: doc.getMap('actions').toJSON(),
		clocks: [...sv].sort(([a], [b]) => a - b),
		deleted: [...ds.clients]
			.sort(([a], [b]) => a - b)
			.map(([client, ranges]) => [client, ranges.map(({ clock, len }) => [clock, len])])
	};
}

describe('four people with bad connections', () => {
	it.each([1, 2, 3])('have the same document in the end (seed %i)', async (seed) => {
		const seeded = new Seeded(seed);
		for (const who of PEOPLE) clients.push(await StockClient.open(meeting, board, who));
		for (let step = 0; step < STEPS; step++) {
			const client = seeded.pick(clients);
			const chance = seeded.below(100);
			if (chance < 4) client.offline();
			else if (chance < 9) client.provider.connect();
			else if (chance < 14) await new Promise((resolve) => setImmediate(resolve));
			else edit(client, seeded);
		}
		for (const client of clients) await client.online();
		for (const client of clients) expect(await client.saved()).toBe(true);
		const late = await StockClient.open(meeting, board, 'rapporteur');
		clients.push(late);
		const wanted = Y.encodeStateVector(late.doc);
		for (const client of clients)
			await client.until(() => Buffer.compare(wanted, Y.encodeStateVector(client.doc)) === 0);
		for (const client of clients) {
			expect(canonical(client)).toEqual(canonical(late));
			expect(client.doc.store.pendingStructs).toBeNull();
			expect(client.doc.store.pendingDs).toBeNull();
		}
	});
});
