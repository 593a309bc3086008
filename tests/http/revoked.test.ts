import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE } from '#shared/protocol/sync.ts';
import { listen, listeners } from '../support/listener.ts';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

let meeting: Meeting;
const clients: StockClient[] = [];
const { hear, close } = listeners(() => meeting);

beforeAll(async () => {
	meeting = await holdMeeting();
});
afterEach(() => {
	close();
	for (const client of clients.splice(0)) client.end();
});
afterAll(() => meeting.end());

const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);
const idOf = (who: Who) =>
	one<{ id: string }>(`select id from person where email = '${PEOPLE[who]}'`).id;
const board = () => one<{ id: string }>("select id from document where kind = 'board'").id;

/** The close code of a document socket of this person, when it next closes. */
async function closeOf(who: Who): Promise<{ code: Promise<number | undefined> }> {
	const { provider } = await openBoard(who);
	const code = new Promise<number | undefined>((resolve) =>
		provider.once('connection-close', (event: CloseEvent | null) => resolve(event?.code))
	);
	return { code };
}

async function openBoard(who: Who): Promise<StockClient> {
	const client = await StockClient.open(meeting, board(), who);
	clients.push(client);
	return client;
}

async function administer(action: string, who: Who): Promise<void> {
	const fields = new URLSearchParams({ person: idOf(who) });
	const { status } = await meeting.post('outsider', `/administration?/${action}`, fields);
	expect(status).toBe(200);
}

/** What an administrator does reaches everything that the person has open. */
async function reaches(action: string, who: Who): Promise<void> {
	const closed = await closeOf(who);
	const live = await hear(who);
	const out = live.hears('signedOut');
	const start = performance.now();
	await administer(action, who);
	expect(await closed.code).toBe(CLOSE.signedOut);
	await out;
	console.log(`${action} reaches all sockets: ${Math.round(performance.now() - start)} ms`);
}

const tries = async (who: Who) => {
	const body = new URLSearchParams({ email: PEOPLE[who], password: meeting.password(who) });
	const headers = { origin: meeting.address };
	const to = `${meeting.address}/sign-in`;
	const response = await fetch(to, { method: 'POST', redirect: 'manual', headers, body });
	const words = /account is disabled/.exec(await response.text())?.[0];
	return response.headers.has('set-cookie') ? 'signed in' : words;
};

describe('a person whom an administrator disables', () => {
	it('loses document and live channel at once, cannot sign in, and comes back when enabled', async () => {
		await reaches('disable', 'ukraine');
		expect(await tries('ukraine')).toBe('account is disabled');
		expect(await (await meeting.get('outsider', '/administration')).text()).toContain('disabled');
		await administer('enable', 'ukraine');
		expect(await tries('ukraine')).toBe('signed in');
		expect((await hear('ukraine')).entered).toBe(true);
	});

	it('loses them when only their logins are ended, and signs in again', async () => {
		await reaches('signOut', 'commission');
		expect(await tries('commission')).toBe('signed in');
	});
});

describe('a person who was removed', () => {
	it('hears nothing more of the session, although their page had left it before', async () => {
		const olga = await listen(meeting, 'olga');
		olga.leave();
		const fields = new URLSearchParams({ person: idOf('olga') });
		await meeting.post('rapporteur', `/sessions/${meeting.session}/settings?/remove`, fields);
		const chair = await hear('chair');
		const version = { label: 'before lunch' };
		await meeting.post('rapporteur', `/api/documents/${board()}/versions`, version);
		await chair.hears('versions');
		expect(await olga.enterAgain()).toBe(false); // answered after everything that was said before
		expect(olga.said('versions')).toEqual([]);
		olga.close();
	});
});
