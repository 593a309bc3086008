import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { Seeded } from '../support/seeded.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 6);
const PEOPLE = ['olga', 'chair'] as const;

let meeting: Meeting;
let board: string;

beforeEach(async () => {
	meeting = await holdMeeting();
	({ board } = await insideOf(meeting));
});
afterEach(() => meeting.end());

/** Types numbered words, each its own key, until the line is lost; gives the words called saved and all that were typed. */
async function typeUntilLost(client: StockClient, name: string) {
	const words = client.doc.getMap<number>('killed');
	const saved: string[] = [];
	for (let number = 0; ; number++) {
		const word = `${name} ${number}`;
		words.set(word, number);
		if (!(await client.saved())) return { saved, typed: number + 1 };
		saved.push(word);
	}
}

describe('a server that is killed at any moment', () => {
	it(
		`[R3] has every change that it called saved, ${ROUNDS} times over`,
		{ timeout: 20_000 + ROUNDS * 10_000 },
		async () => {
			const seeded = new Seeded(20_240_712);
			const all: string[] = [];
			for (let round = 0; round < ROUNDS; round++) {
				const clients = await Promise.all(
					PEOPLE.map((who) => StockClient.open(meeting, board, who))
				);
				const typing = clients.map((client, index) =>
					typeUntilLost(client, `${round} ${PEOPLE[index] ?? ''}`)
				);
				await new Promise((resolve) => setTimeout(resolve, 20 + seeded.below(250)));
				await meeting.kill();
				const said = await Promise.all(typing);
				for (const client of clients) client.end(); // what was not saved is gone with them
				all.push(...said.flatMap(({ saved }) => saved));
				await meeting.restart();
				const ukraine = await StockClient.open(meeting, board, 'ukraine');
				const found = ukraine.doc.getMap<number>('killed');
				expect(all.filter((word) => !found.has(word))).toEqual([]);
				expect(ukraine.doc.store.pendingStructs).toBeNull();
				ukraine.end();
			}
			expect(all.length).toBeGreaterThan(ROUNDS);
			console.log(`${ROUNDS} kills, ${all.length} changes called saved, none lost`);
		}
	);

	it('gets from its clients what it had not called saved', { timeout: 30_000 }, async () => {
		const olga = await StockClient.open(meeting, board, 'olga');
		for (let number = 0; number < 50; number++) olga.text.insert(0, `${number} `);
		await meeting.kill();
		olga.text.insert(0, 'after ');
		await meeting.restart();
		await olga.until(() => olga.provider.synced);
		expect(await olga.saved()).toBe(true);
		const chair = await StockClient.open(meeting, board, 'chair');
		expect(chair.words).toBe(olga.words);
		olga.end();
		chair.end();
	});
});
