import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { newId } from '#shared/ids.ts';
import { POLLED_PATH } from '#shared/protocol/polled.ts';
import { CLOSE, OWNER } from '#shared/protocol/sync.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import type { PolledSocket } from '#lib/sync/polled-socket.ts';
import { step1Frame, updateFrame } from '#server/sync/messages.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { PolledPage } from '../support/polled-page.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';

let meeting: Meeting;
let board: string;
let briefing: string;
let people: Record<string, string>;
const open: { end(): void }[] = [];

beforeAll(async () => {
	meeting = await holdMeeting();
	const inside = await insideOf(meeting);
	({ board, people } = inside);
	briefing = inside.documents['briefing'] ?? '';
});
afterEach(() => {
	for (const client of open.splice(0)) client.end();
});
afterAll(() => meeting.end());

/** Somebody with y-websocket whose documents come by long polling, or over a WebSocket. */
async function client(who: Who, page?: PolledPage, document = board): Promise<StockClient> {
	const opened = new StockClient(
		...([meeting.address, document, await meeting.cookie(who)] as const),
		...[{ ...(page && { page }) }]
	);
	open.push(opened);
	await opened.until(() => opened.provider.synced);
	return opened;
}
const polled = async (who: Who) => client(who, new PolledPage(await meeting.cookie(who)));

/** A document's connection without a client on it. */
function raw(page: PolledPage, path: string) {
	const socket = page.open(meeting.address.replace('http', 'ws') + path);
	open.push({ end: () => socket.close() });
	const heard = new Promise<void>((resolve) => (socket.onmessage = () => resolve()));
	const ended = new Promise<number>((resolve) => (socket.onclose = ({ code }) => resolve(code)));
	return { socket, heard, ended };
}
const path = (...parts: string[]) => ['/sync', SCHEMA, ...parts].join('/');

/** Sends a change of its own. */
function change(socket: PolledSocket, words: string): void {
	const doc = new Y.Doc();
	doc.getText('text of the test').insert(0, words);
	socket.send(updateFrame(Y.encodeStateAsUpdate(doc)));
}

describe('somebody over long polling', () => {
	it('[R19] writes the same text as somebody over a WebSocket, and hears when it is on disk', async () => {
		const [olga, chair] = [await polled('olga'), await client('chair')];
		olga.text.insert(0, 'by poll ');
		chair.text.insert(0, 'by socket ');
		await olga.until(() => olga.words.includes('by socket'));
		await chair.until(() => chair.words.includes('by poll'));
		expect(olga.words).toBe(chair.words);
		expect([await olga.saved(), await chair.saved()]).toEqual([true, true]);
		expect((await client('ukraine')).words).toBe(olga.words);
	});

	it('has all documents of a page over one connection, each opened again at once', async () => {
		const page = new PolledPage(await meeting.cookie('olga'));
		const notes = await client('olga', page);
		const paper = await client('olga', page, briefing);
		for (let time = 0; time < 5; time++) {
			paper.offline();
			await paper.online();
		}
		for (const each of [notes, paper]) each.text.insert(0, '.');
		expect([await notes.saved(), await paper.saved(), page.lines]).toEqual([true, true, 1]);
	});

	it('sends and gets what is larger than a request may be', async () => {
		const [olga, chair] = [await polled('olga'), await polled('chair')];
		const much = 'x'.repeat(3 * 1024 * 1024);
		olga.doc.getText('much').insert(0, much);
		expect(await olga.saved()).toBe(true);
		await chair.until(() => chair.doc.getText('much').length === much.length);
		expect((await polled('ukraine')).doc.getText('much').length).toBe(much.length);
		olga.doc.getText('much').delete(0, much.length);
		expect(await olga.saved()).toBe(true);
	});

	it('is seen, and sees others', async () => {
		const [olga, chair] = [await polled('olga'), await polled('chair')];
		olga.provider.awareness.setLocalStateField('cursor', 1);
		await chair.until(() => chair.provider.awareness.getStates().has(olga.doc.clientID));
		const shown = chair.provider.awareness.getStates().get(olga.doc.clientID);
		expect(shown?.['user']).toMatchObject({ organisation: 'US-DOJ' });
	});
});

describe('an observer over long polling', () => {
	it('[R5] cannot write', async () => {
		const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
		const [olga, observer] = [await client('olga'), await polled('observer')];
		const closed = new Promise<number | undefined>((resolve) =>
			observer.provider.on('connection-close', (event) => resolve(event?.code))
		);
		for (let time = 0; time < 3; time++) observer.text.insert(0, 'smuggled ');
		expect(await closed).toBe(CLOSE.readOnly);
		expect(await olga.saved()).toBe(true);
		expect((await client('ukraine')).words).not.toContain('smuggled');
		warned.mockRestore();
	});
});

describe('without the right to connect', () => {
	it('[R7] a stranger is told to sign in, and gets no connection', async () => {
		const { ended } = raw(new PolledPage(''), path(meeting.session, board));
		expect(await ended).toBe(CLOSE.signedOut);
		const address = `${meeting.address}${POLLED_PATH}/?EIO=4&transport=polling`;
		const answer = await fetch(address, { headers: { cookie: 'session=no-such' } });
		expect([answer.status, await answer.text()]).toEqual([
			403,
			'{"code":4,"message":"signed-out"}'
		]);
		const body = new Uint8Array(1_000);
		const posted = await fetch(`${address}&sid=guessed`, { method: 'POST', body });
		expect(posted.status).toBe(400);
	});

	it('[R7] a page elsewhere gets no connection', async () => {
		const cookie = await meeting.cookie('olga');
		const elsewhere = new PolledPage(cookie, 'https://elsewhere.example');
		expect(await raw(elsewhere, path(meeting.session, board)).ended).toBe(1006);
		const answer = await fetch(`${meeting.address}${POLLED_PATH}/?EIO=4&transport=polling`, {
			headers: { cookie, origin: 'https://elsewhere.example' }
		});
		expect(answer.status).toBe(403);
	});

	it('[R7] an outsider, an unknown document, another session: 4404 and not a byte', async () => {
		const [outsider, olga] = await Promise.all(
			(['outsider', 'olga'] as const).map(async (who) => new PolledPage(await meeting.cookie(who)))
		);
		for (const [page, ...where] of [
			[outsider, board],
			[olga, newId()],
			[outsider, meeting.session, board],
			[olga, newId(), board]
		] as const) {
			const { heard, ended, socket } = raw(page ?? new PolledPage(''), path(...where));
			socket.onopen = () => socket.send(step1Frame(Uint8Array.of(0)));
			const outcome = Promise.race([heard.then(() => 'bytes'), ended]);
			expect(await outcome).toBe(CLOSE.notFound);
		}
	});

	it('[R7] with the login of somebody else than the page was opened by, is signed out', async () => {
		const page = new PolledPage(await meeting.cookie('olga'));
		const { ended } = raw(page, `${path(meeting.session, board)}?${OWNER}=${newId()}`);
		expect(await ended).toBe(CLOSE.signedOut);
	});

	it.each(['/', '/sync', '/sync/x', '/live', `/sync/${'2/'.repeat(400)}`])(
		'the namespace %s is refused, and the connection goes on',
		async (name) => {
			const page = new PolledPage(await meeting.cookie('olga'));
			const paper = await client('olga', page);
			expect(await raw(page, name).ended).toBe(1006);
			expect([await paper.saved(), page.lines]).toEqual([true, 1]);
		}
	);
});

describe('the end of a right', () => {
	it('[R7] signing out closes the documents of that login, and only those', async () => {
		const cookie = await meeting.cookie('olga');
		const elsewhere = await polled('olga');
		const page = new PolledPage(cookie);
		const [notes, paper] = [raw(page, path(board)), raw(page, path(briefing))];
		await Promise.all([notes.heard, paper.heard]);
		await fetch(`${meeting.address}/sign-out`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie, origin: meeting.address }
		});
		expect(await Promise.all([notes.ended, paper.ended])).toEqual([4401, 4401]);
		expect(await raw(page, path(board)).ended).toBe(CLOSE.signedOut);
		elsewhere.text.insert(0, '.');
		expect(await elsewhere.saved()).toBe(true);
	});

	it('[R6] [R7] somebody removed while they type is closed with 4404, and nothing later is applied', async () => {
		const page = new PolledPage(await meeting.cookie('ukraine'));
		const { socket, heard, ended } = raw(page, path(board));
		await heard;
		await fetch(`${meeting.address}/sessions/${meeting.session}/settings?/remove`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: await meeting.cookie('rapporteur'), origin: meeting.address },
			body: new URLSearchParams({ person: people['Delegate, Prosecutor General of Ukraine'] ?? '' })
		});
		change(socket, 'too late');
		expect(await ended).toBe(CLOSE.notFound);
		expect(await raw(page, path(board)).ended).toBe(CLOSE.notFound);
		const chair = await client('chair');
		expect(await chair.saved()).toBe(true);
		expect(chair.words).not.toContain('too late');
	});
});
