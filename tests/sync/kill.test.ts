import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentId } from '#shared/ids.ts';
import { databaseFile } from '#server/store/connect.ts';
import { openDocumentLog } from '#server/store/document-log.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { Seeded } from '../support/seeded.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 6);
const COMPACTING_ROUNDS = Math.ceil(ROUNDS / 2);
const PAGE = 8 * 1024; // characters; a few pages are enough for a new snapshot
const PAGES = 30; // at least, before a kill
const PEOPLE = ['olga', 'chair'] as const;

let meeting: Meeting;
let board: string;

beforeEach(async () => {
	meeting = await holdMeeting();
	({ board } = await insideOf(meeting));
});
afterEach(() => meeting.end());

/** Types numbered words until the connection is lost; returns the words reported as saved and all that were typed. */
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

/** The same with a page per word, overwriting old pages again and again; `enough` is called with the number saved. */
async function writePagesUntilLost(
	client: StockClient,
	round: number,
	enough: (saved: number) => void
): Promise<string[]> {
	const pages = client.doc.getMap<string>('pages');
	const saved: string[] = [];
	for (let number = 0; ; number++) {
		const page = `${round} ${number}`;
		pages.set(page, `${number} `.repeat(PAGE / 4));
		if (number > 20) pages.set(`${round} ${number - 20}`, ''); // so that a snapshot stays small
		if (!(await client.saved())) return saved;
		saved.push(page);
		enough(saved.length);
	}
}

/** What is on disk, and the number of the last change in its snapshot. */
async function stored(): Promise<{ doc: Y.Doc; compacted: number }> {
	const log = openDocumentLog(databaseFile(meeting.folder));
	const found = await log.load(board as DocumentId);
	await log.close();
	const doc = new Y.Doc();
	if (found?.snapshot) Y.applyUpdate(doc, found.snapshot.state);
	for (const update of found?.updates ?? []) Y.applyUpdate(doc, update);
	return { doc, compacted: (found?.head ?? 0) - (found?.updates.length ?? 0) };
}

describe('a server killed at any moment', () => {
	it(
		`[R3] has every change that it reported as saved, ${ROUNDS} times over`,
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
				for (const client of clients) client.end(); // unsaved changes are gone with them
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

	it(
		`[R10] loses nothing while it compacts, ${COMPACTING_ROUNDS} times over`,
		{ timeout: 20_000 + COMPACTING_ROUNDS * 10_000 },
		async () => {
			const seeded = new Seeded(20_240_713);
			const saved: string[] = [];
			const snapshots = new Set<number>();
			for (let round = 0; round < COMPACTING_ROUNDS; round++) {
				const client = await StockClient.open(meeting, board, 'olga');
				const pages = PAGES + seeded.below(PAGES);
				const written = Promise.withResolvers<void>();
				const writing = writePagesUntilLost(client, round, (count) => {
					if (count === pages) written.resolve();
				});
				await written.promise; // by count, so that even a busy machine has something to compact
				await new Promise((resolve) => setTimeout(resolve, seeded.below(50)));
				await meeting.kill();
				saved.push(...(await writing));
				client.end();
				const { doc, compacted } = await stored();
				snapshots.add(compacted);
				expect(saved.filter((page) => !doc.getMap('pages').has(page))).toEqual([]);
				expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
				await meeting.restart();
			}
			console.log(`${COMPACTING_ROUNDS} kills, snapshots up to ${[...snapshots].join(', ')}`);
			expect(snapshots.size).toBeGreaterThan(1); // it did compact meanwhile
		}
	);

	it(
		'gets back from its clients what it had not reported as saved',
		{ timeout: 30_000 },
		async () => {
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
		}
	);
});
