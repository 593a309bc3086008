import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { insertLine } from '#shared/text/write.ts';
import { newId } from '#shared/ids.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { textOf } from '#shared/board/schema.ts';
import { linesIn } from '../support/lines.ts';
import { listenWith, type Listener } from '../support/listener.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

const WORDS = 'the informant is called Viktor';
const SECRETS = /Warehouses|Viktor/;

let meeting: Meeting;
let annex: string;
let [first, second]: [string, string] = ['', ''];
const clients: StockClient[] = [];
const heard: Listener[] = [];

beforeAll(async () => {
	meeting = await holdMeeting();
	const audience = { organisations: [at('US-DOJ'), at('EUROJUST')], persons: [] };
	const document = { kind: 'annex', title: 'Warehouses', label: 'TLP:AMBER', audience };
	const made = await meeting.post('olga', `/api/sessions/${meeting.session}/documents`, document);
	annex = ((await made.json()) as { id: string }).id;
	const olga = await StockClient.open(meeting, annex, 'olga');
	const text = textOf(olga.doc);
	const id = newId() as string as LineId;
	insertLine(text, 0, { id, kind: 'paragraph' }, [{ text: WORDS, marks: [] }]);
	await olga.saved();
	olga.end();
	await asksWhy('on');
	[first, second] = [await meeting.cookie('rapporteur'), await meeting.cookie('rapporteur')];
});
afterEach(() => {
	for (const client of clients.splice(0)) client.end();
	for (const one of heard.splice(0)) one.close();
});
afterAll(() => meeting.end());

const at = (code: string) =>
	rowOf<{ id: string }>(meeting, `select id from organisation where code = '${code}'`).id;

async function asksWhy(asks: 'on' | undefined): Promise<void> {
	const fields = new URLSearchParams(asks && { asks });
	const { status } = await meeting.post(
		'chair',
		`/sessions/${meeting.session}/settings?/why`,
		fields
	);
	expect(status).toBe(200);
}

const get = (cookie: string, path: string) =>
	fetch(meeting.address + path, { headers: { cookie } });

const justify = (cookie: string, why: string) =>
	fetch(`${meeting.address}/api/documents/${annex}`, {
		method: 'POST',
		headers: { cookie, origin: meeting.address, 'content-type': 'application/json' },
		body: JSON.stringify({ do: 'justify', why, at: 'list' })
	});

/** The addresses of which the answer has something of the annex. */
async function telling(cookie: string): Promise<string[]> {
	const session = `/sessions/${meeting.session}`;
	const paths = [
		...[`${session}/__data.json`, `${session}?document=${annex}`, `${session}/minutes/paper`],
		...['/api/search?q=warehouses', '/api/search?q=viktor', `/api/documents/${annex}/marking`],
		...[`/api/documents/${annex}/versions`, `/api/documents/${annex}/asks`]
	];
	const told: string[] = [];
	for (const path of paths) {
		const answer = await get(cookie, path);
		const words = await answer.text();
		if (path.startsWith('/api/doc') ? answer.ok : SECRETS.test(words)) told.push(path);
	}
	return told;
}

/** What comes over a document socket of somebody in a login before it is synced or closed. */
async function socketOf(cookie: string): Promise<StockClient> {
	const client = new StockClient(meeting.address, annex, cookie);
	clients.push(client);
	let isClosed = false;
	client.provider.on('connection-close', () => (isClosed = true));
	await client.until(() => isClosed || client.provider.synced);
	return client;
}

async function hear(cookie: string): Promise<Listener> {
	const listener = await listenWith(meeting, cookie);
	heard.push(listener);
	return listener;
}

const wordsOf = ({ doc }: StockClient) => linesIn(textOf(doc)).join();

describe('a restricted document of a session that asks why', () => {
	it('is told by label and originator before it was said, and by nothing else', async () => {
		expect(await telling(first)).toEqual([]);
		const page = await (await get(first, `/sessions/${meeting.session}/__data.json`)).text();
		expect(page).toContain(annex);
		const client = await socketOf(first);
		expect([client.provider.synced, wordsOf(client)]).toEqual([false, '']);
		const answer = await get(
			await meeting.cookie('ukraine'),
			`/sessions/${meeting.session}/__data.json`
		);
		expect(await answer.text()).not.toContain(annex);
	});

	it('opens for the login in which it was said, on its open pages too, and for no other', async () => {
		const [here, there] = [await hear(first), await hear(second)];
		expect((await justify(first, 'To prepare our position')).status).toBe(200);
		await here.hears('changed', (part) => part === 'documents');
		await here.hears('records', (all) => all.some(([document]) => document === annex));
		expect((await telling(first)).length).toBeGreaterThan(5);
		expect(wordsOf(await socketOf(first))).toBe(WORDS);
		expect(await telling(second)).toEqual([]);
		expect(wordsOf(await socketOf(second))).toBe('');
		expect(JSON.stringify(there.said('records'))).not.toContain(annex);
	});

	it('asks the next login anew', async () => {
		const next = await meeting.cookie('rapporteur');
		expect(await telling(next)).toEqual([]);
		expect(wordsOf(await socketOf(next))).toBe('');
	});

	it.each(['', 'short', 'x'.repeat(201), '   \n\t       '])(
		'does not open for %j, which is not in the audit either',
		async (why) => {
			expect((await justify(second, why)).status).toBe(400);
			expect(await telling(second)).toEqual([]);
		}
	);

	it('keeps what was said in the audit, and only there', () => {
		const rows = rowsOf<{ detail: string }>(
			meeting,
			"select detail from audit where command = 'document.justify'"
		);
		expect(rows.map(({ detail }) => JSON.parse(detail) as unknown)).toEqual([
			{ document: annex, why: 'To prepare our position', at: 'list' }
		]);
	});

	it('closes for those who have it open when the session begins to ask', async () => {
		await asksWhy(undefined);
		const client = await socketOf(second);
		expect(wordsOf(client)).toBe(WORDS);
		let isClosed = false;
		client.provider.on('connection-close', () => (isClosed = true));
		await asksWhy('on');
		await client.until(() => isClosed);
		expect(await telling(second)).toEqual([]);
		expect((await telling(first)).length).toBeGreaterThan(5);
	});
});
