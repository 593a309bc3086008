import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { notesOf, textOf } from '#shared/board/schema.ts';
import { newId, type AgendaItemId, type OrganisationId } from '#shared/ids.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { readHead } from '#shared/text/head.ts';
import { headsOf, lettersBehind, startBehind } from '#shared/text/place.ts';
import { insertLine } from '#shared/text/write.ts';
import { unpack } from '#server/store/group.ts';
import { linesIn } from '../support/lines.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

const LINES = 20;
const LETTERS = 60; // of each writer

let meeting: Meeting;
const clients: StockClient[] = [];

beforeAll(async () => {
	meeting = await holdMeeting();
});
afterAll(async () => {
	for (const client of clients) client.end();
	await meeting.end();
});

async function join(document: string, who: Who): Promise<StockClient> {
	const client = await StockClient.open(meeting, document, who);
	clients.push(client);
	return client;
}

const one = (sql: string) => rowOf<{ id: string }>(meeting, sql).id;
const organisation = (code: string) =>
	one(`select id from organisation where code = '${code}'`) as OrganisationId;

/** Types words at the ends of the lines, one after another, as long as they are there. Returns what was typed. */
async function typeIn(text: Y.Text, lines: ReadonlySet<string>, sign: string): Promise<string[]> {
	const typed: string[] = [];
	for (let n = 0; n < LETTERS; n++) {
		const heads = headsOf(text).filter((head) => {
			const { id, isHere } = readHead(head);
			return isHere && id !== undefined && lines.has(id);
		});
		const head = heads[n % Math.max(1, heads.length)];
		if (!head) break;
		const word = ` ${sign}${n}.`;
		text.insert(startBehind(head) + lettersBehind(text, head).length, word);
		typed.push(word.trim());
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	return typed;
}

/** Everything that is stored of a document. */
function stored(document: string): string {
	const tables = ['document_update', 'document_snapshot', 'document_version'];
	const rows = tables.flatMap((table) =>
		rowsOf<{ data: Uint8Array }>(
			meeting,
			`select data from ${table} where document_id = '${document}'`
		)
	);
	const journal = rowsOf<{ data: Uint8Array }>(meeting, 'select data from document_journal')
		.flatMap(({ data }) => unpack(data))
		.filter((update) => update.document === document);
	return [...rows, ...journal].map(({ data }) => Buffer.from(data).toString('latin1')).join();
}

it('restricts lines in which two others type: nobody’s words are lost, and none are left', async () => {
	const board = one("select id from document where kind = 'board'");
	const item = one('select id from agenda_item order by position limit 1') as AgendaItemId;
	const [olga, ukraine] = [await join(board, 'olga'), await join(board, 'ukraine')];
	const ids = Array.from({ length: LINES }, () => newId() as string as LineId);
	const notes = notesOf(olga.doc, item);
	for (const id of ids)
		insertLine(notes, notes.length, { id, kind: 'paragraph' }, [{ text: 'secret', marks: [] }]);
	await olga.saved();
	const theirs = notesOf(ukraine.doc, item);
	await ukraine.until(() => linesIn(theirs).filter((line) => line === 'secret').length === LINES);

	const lines = new Set<string>(ids);
	const typing = [typeIn(notes, lines, 'o'), typeIn(theirs, lines, 'u')];
	const wish = {
		...{ item, lines: ids, label: 'TLP:AMBER+STRICT', persons: [], isTraced: true },
		organisations: ['US-DOJ', 'EUROJUST'].map(organisation)
	};
	const answer = await meeting.post('olga', `/api/documents/${board}/restrictions`, wish);
	expect(answer.status).toBe(200);
	const { annex } = (await answer.json()) as { annex: string };
	const typed = (await Promise.all(typing)).flat();
	expect(typed.length).toBeGreaterThan(10);
	expect([await olga.saved(), await ukraine.saved()]).toEqual([true, true]);

	const kept = await join(annex, 'olga');
	const words = () => linesIn(textOf(kept.doc)).join(' ').split(' ');
	await kept.until(() => typed.every((word) => words().includes(word)));
	for (const word of typed) expect(words().filter((one) => one === word)).toEqual([word]);
	expect(words().filter((word) => word === 'secret')).toHaveLength(LINES);
	for (const text of [notes, theirs]) expect(linesIn(text).join()).not.toMatch(/secret|[ou]\d+\./);
	expect(stored(board)).not.toMatch(/secret| [ou]\d+\./);
}, 60_000);
