import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import { newId, type ActionId, type OrganisationId } from '#shared/ids.ts';
import { listen } from '../support/listener.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

let meeting: Meeting;
let board: string;
let action: ActionId;

beforeAll(async () => {
	meeting = await holdMeeting();
	board = one<{ id: string }>("select id from document where kind = 'board'").id;
	action = newId<ActionId>();
	const lead = one<{ id: OrganisationId }>("select id from organisation where code = 'US-DOJ'").id;
	const listener = await listen(meeting, 'rapporteur');
	const client = await StockClient.open(meeting, board, 'rapporteur');
	addAction(client.doc, {
		...{ id: action, text: 'share the list', leadOrganisation: lead, leadPerson: undefined },
		...{ support: [], unread: [], due: '2030-09-30', item: undefined, createdBy: undefined },
		createdAt: new Date().toISOString()
	});
	await listener.hears('followUp', (view) => view.action === action);
	client.end();
	listener.close();
});
afterAll(() => meeting.end());

const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);

async function send(who: Who, form: string, fields: Record<string, string>): Promise<string> {
	const path = `/calendar-feeds?/${form}`;
	return (await meeting.post(who, path, new URLSearchParams(fields))).text();
}

async function newFeed(who: Who, fields: Record<string, string>): Promise<string> {
	const page = await send(who, 'create', fields);
	const link = /\/calendar\/([\w-]{32})/.exec(page)?.[0];
	if (!link) throw new Error('no link was shown');
	return link;
}

describe('a calendar feed', () => {
	test('needs no sign-in, shows what its person may read, and follows the action', async () => {
		const link = await newFeed('olga', { whose: 'organisation', events: 'yes' });
		const response = await fetch(meeting.address + link);
		expect(response.headers.get('content-type')).toMatch('text/calendar');
		const text = await response.text();
		expect(text).toMatch(/BEGIN:VTODO[^]*share the list[^]*BEGIN:VEVENT/);
		const sequence = Number(/SEQUENCE:(\d+)/.exec(text)?.[1]);
		const accept = { do: 'answer', document: board, answer: 'accept' };
		await meeting.post('olga', `/api/actions/${action}`, accept);
		const next = await (await fetch(meeting.address + link)).text();
		expect(Number(/SEQUENCE:(\d+)/.exec(next)?.[1])).toBeGreaterThan(sequence);
		expect(/UID:.*/.exec(next)?.[0]).toBe(/UID:.*/.exec(text)?.[0]);
	});

	test('is not found by a guess, nor once revoked, which only its owner can do', async () => {
		const link = await newFeed('commission', { whose: 'organisation' });
		expect((await fetch(`${meeting.address}/calendar/${'x'.repeat(32)}`)).status).toBe(404);
		const { id: feed } = one<{ id: string }>(
			'select id from calendar_feed order by created_at desc limit 1'
		);
		await send('olga', 'revoke', { feed });
		expect((await fetch(meeting.address + link)).status).toBe(200);
		await send('commission', 'revoke', { feed });
		expect((await fetch(meeting.address + link)).status).toBe(404);
	});

	test('is empty for a person in no session, and so is the file of one action', async () => {
		const link = await newFeed('outsider', { whose: 'organisation' });
		expect(await (await fetch(meeting.address + link)).text()).not.toMatch(/VTODO/);
		const file = await fetch(
			`${meeting.address}/api/actions/${action}/calendar?document=${board}`,
			{
				headers: { cookie: await meeting.cookie('outsider') }
			}
		);
		expect(file.status).toBe(404);
	});

	test('stores no token that could be read from the database', async () => {
		const link = await newFeed('olga', { whose: 'mine' });
		const { all } = one<{ all: string }>(
			'select group_concat(token_hash) as "all" from calendar_feed'
		);
		expect(all).not.toContain(link.slice('/calendar/'.length));
	});
});
