import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addAction, readAction } from '#shared/board/actions.ts';
import { newId, type ActionId, type OrganisationId } from '#shared/ids.ts';
import { listen, listeners } from '../support/listener.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { auditOf, rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

const SECRET = 'ask the bank about the shell company';

let meeting: Meeting;
let board: string;
let open: ActionId;
const { hear, close } = listeners(() => meeting);

beforeAll(async () => {
	meeting = await holdMeeting();
	board = one<{ id: string }>("select id from document where kind = 'board'").id;
	open = await write(board, 'share the list', organisation('US-DOJ'));
});
afterEach(close);
afterAll(() => meeting.end());

const rows = <Row>(sql: string) => rowsOf<Row>(meeting, sql);
const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);
const organisation = (code: string) =>
	one<{ id: OrganisationId }>(`select id from organisation where code = '${code}'`).id;
const audited = () => auditOf(meeting);

/** The rapporteur's browser writes an action; resolves once the server has its row. */
async function write(document: string, text: string, lead: OrganisationId): Promise<ActionId> {
	const listener = await listen(meeting, 'rapporteur');
	const client = await StockClient.open(meeting, document, 'rapporteur');
	const id = newId<ActionId>();
	addAction(client.doc, {
		...{ id, text, leadOrganisation: lead, leadPerson: undefined, support: [], unread: [] },
		...{ due: '2030-09-30', item: undefined, createdBy: undefined },
		createdAt: new Date().toISOString()
	});
	await listener.hears('followUp', ({ action }) => action === id);
	client.end();
	listener.close();
	return id;
}

const post = (who: Who, action: string, command: object) =>
	meeting.post(who, `/api/actions/${action}`, command);
const get = (who: Who, path: string) => meeting.get(who, path);

const commands = (document: string) => [
	{ do: 'change', document, change: { due: '2031-01-01' } },
	{ do: 'move', document, move: 'agree' },
	{ do: 'note', document, kind: 'progress', words: 'x' },
	{ do: 'answer', document, answer: 'accept' }
];

describe('an outsider', () => {
	test('gets 404 for every command and for the history, and nothing changes', async () => {
		const before = rows('select * from action');
		for (const command of commands(board))
			expect((await post('outsider', open, command)).status).toBe(404);
		const history = await get('outsider', `/api/actions/${open}?document=${board}`);
		expect(history.status).toBe(404);
		const progress = await get('outsider', `/sessions/${meeting.session}/progress`);
		expect(progress.status).toBe(404);
		expect(rows('select * from action')).toEqual(before);
	});

	test('receives no live events while others do', async () => {
		const [olga, outsider] = [await hear('olga'), await hear('outsider')];
		await post('rapporteur', open, {
			do: 'note',
			document: board,
			kind: 'progress',
			words: 'sent'
		});
		await olga.hears('followUp');
		expect(outsider.said('followUp')).toEqual([]);
		expect(outsider.said('registers')).toEqual([]);
	});
});

describe('a delegate', () => {
	test('who makes moves of others is refused with a reason, and the refusal is in the audit', async () => {
		const agree = await post('olga', open, { do: 'move', document: board, move: 'agree' });
		expect(agree.status).toBe(403);
		expect(((await agree.json()) as { message: string }).message).toMatch(/the chair confirms it/);
		const start = await post('commission', open, { do: 'move', document: board, move: 'start' });
		expect(start.status).toBe(403);
		const early = await post('olga', open, { do: 'move', document: board, move: 'start' });
		expect([early.status, ((await early.json()) as { message: string }).message]).toEqual([
			409,
			expect.stringMatching(/not possible.*it is proposed/)
		]);
		expect(audited().slice(-3)).toEqual([
			'action.agree not-your-move',
			'action.start not-your-move',
			'action.start not-from-here'
		]);
	});

	test('learns nothing about actions in a document for others: channel, history, page', async () => {
		const annex = { kind: 'annex', title: 'Annex', label: 'TLP:AMBER' };
		const made = await meeting.post('chair', `/api/sessions/${meeting.session}/documents`, {
			...annex,
			audience: { organisations: [organisation('EUROJUST')], persons: [] }
		});
		const { id: document } = (await made.json()) as { id: string };
		const olga = await hear('olga');
		const secret = await write(document, SECRET, organisation('US-DOJ'));
		for (const command of commands(document))
			expect((await post('olga', secret, command)).status).toBe(404);
		expect((await get('olga', `/api/actions/${secret}?document=${document}`)).status).toBe(404);
		await post('rapporteur', open, {
			do: 'note',
			document: board,
			kind: 'progress',
			words: 'more'
		});
		await olga.hears('followUp', ({ action }) => action === open);
		expect(olga.said('followUp').some(([{ action }]) => action === secret)).toBe(false);
		for (const path of ['', '/progress'])
			expect(
				await (await get('olga', `/sessions/${meeting.session}${path}/__data.json`)).text()
			).not.toMatch(new RegExp(`${SECRET}|${secret}`));
	});
});

test('a change in the register reaches a document that nobody has open, and vice versa', async () => {
	const changed = await post('olga', open, {
		do: 'change',
		document: board,
		change: { text: 'share the whole list', due: '2030-10-31', priority: 'high' }
	});
	expect(changed.status).toBe(200);
	const client = await StockClient.open(meeting, board, 'rapporteur');
	expect(readAction(client.doc, open)).toMatchObject({
		...{ text: 'share the whole list', due: '2030-10-31', priority: 'high' }
	});
	client.end();
	expect(one('select text, due, priority from action limit 1')).toEqual({
		...{ text: 'share the whole list', due: '2030-10-31', priority: 'high' }
	});
});
