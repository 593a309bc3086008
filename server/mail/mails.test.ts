import { afterEach, beforeEach, expect, it } from 'vitest';
import { changeAction } from '#shared/board/actions.ts';
import type { ActionId, DocumentId } from '#shared/ids.ts';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';
import { catchMail, type MailCatcher } from '../../tests/support/mail-catcher.ts';
import { act } from '../../tests/support/series.ts';
import { createLog } from '../boot/log.ts';
import { AnswerLinks } from './answer-links.ts';
import { Mails } from './mails.ts';
import { smtpTransport } from './transport.ts';

let board: JointSession;
let catcher: MailCatcher;
let chair: Seat;
let olga: Seat;
let notes: DocumentId;
const running: Mails[] = [];

beforeEach(async () => {
	board = await jointSession();
	catcher = await catchMail();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	notes = await board.document();
});
afterEach(async () => {
	for (const mails of running.splice(0)) await mails.close();
	await catcher.close();
	await board.end();
});

async function startMails(): Promise<Mails> {
	const { database, notices, events } = board;
	const mails = new Mails({
		...{ database, notices, ceiling: 'TLP:GREEN', pause: 0, log: createLog('silent') },
		links: new AnswerLinks(Buffer.alloc(32, 1)),
		transport: smtpTransport(catcher.url, 'Board <board@example.org>'),
		from: 'Board <board@example.org>',
		address: () => 'https://board.example',
		unawaited: (work) => void work
	});
	running.push(mails);
	events.on('noticed', () => mails.wake());
	await mails.start();
	return mails;
}

async function give(text: string, to = olga): Promise<ActionId> {
	const one = await act(board, notes, text, {
		...{ leadOrganisation: to.organisation, leadPerson: to.person, createdBy: chair.person }
	});
	await board.notices.settle();
	return one;
}

const states = async () =>
	(await board.database.selectFrom('mail').select('state').orderBy('created_at').execute()).map(
		({ state }) => state
	);

it('mails a lead about their action, in their language', async () => {
	await startMails();
	await board.database
		.updateTable('person')
		.set({ language: 'fr' })
		.where('id', '=', olga.person)
		.execute();
	await give('share the list');
	const mail = await catcher.gets();
	expect(mail.to).toBe('olga@us-doj.example');
	expect(mail.subject).toBe('[TLP:CLEAR] JS-01-A1: Une action vous a été confiée');
	expect(mail.text).toMatch(/share the list[^]*Accepter: https:\/\/board.example\/answer\//);
	expect(mail.messageId).toMatch(/^<[a-z2-9]{24}@example.org>$/);
	await expect.poll(states).toEqual(['sent']);
});

it('offers no answers to a lead who may not follow up', async () => {
	await startMails();
	await give('share the list', await board.seat('Observer', 'US-DOJ', 'observer'));
	const mail = await catcher.gets();
	expect(mail.text).toContain('share the list');
	expect(mail.text).not.toContain('/answer/');
});

it('gathers the notifications of a pause into one mail', async () => {
	for (const text of ['one', 'two', 'three']) await give(text);
	await startMails();
	const mail = await catcher.gets();
	expect(mail.subject).toBe('[TLP:CLEAR] 3 updates');
	await expect.poll(states).toEqual(['sent']);
	expect(catcher.caught).toHaveLength(1);
});

it('mails nothing about a document that the person may no longer read', async () => {
	await give('share the list');
	await board.participation.remove(chair.person, board.session, olga.person);
	await startMails();
	await expect.poll(states).toEqual(['empty']);
	expect(catcher.caught).toEqual([]);
});

it('retries when the server is busy, and gives up when it refuses', async () => {
	catcher.moments.onRecipient = () => Object.assign(new Error('busy'), { responseCode: 451 });
	await give('one');
	await startMails();
	const mail = () => board.database.selectFrom('mail').selectAll().executeTakeFirst();
	await expect.poll(async () => (await mail())?.attempts).toBe(1);
	const row = await mail();
	expect(row?.state).toBe('waiting');
	expect((row?.next_at ?? 0) - Date.now()).toBeGreaterThan(30_000);
	catcher.moments.onRecipient = () => Object.assign(new Error('unknown'), { responseCode: 550 });
	await board.database.updateTable('mail').set({ next_at: 0 }).execute();
	await give('two', chair);
	board.events.emit('noticed');
	await expect.poll(states).toContain('failed');
	expect(catcher.caught).toEqual([]);
});

it('retries a mail that a full server refused after all of it was sent', async () => {
	catcher.moments.onData = () => Object.assign(new Error('full'), { responseCode: 452 });
	await give('one');
	await startMails();
	await expect
		.poll(
			async () => (await board.database.selectFrom('mail').selectAll().executeTakeFirst())?.attempts
		)
		.toBe(1);
	delete catcher.moments.onData;
	await board.database.updateTable('mail').set({ next_at: 0 }).execute();
	board.events.emit('noticed');
	await catcher.gets();
	await expect.poll(states).toEqual(['sent']);
});

it('does not resend a mail that was interrupted while handed over, but repeats its content in the next', async () => {
	await give('one');
	const mails = await startMails();
	await catcher.gets();
	await mails.close();
	await board.database.updateTable('mail').set({ state: 'handing-over' }).execute();
	await startMails();
	await expect.poll(states).toEqual(['unsure']);
	await give('two');
	const next = await catcher.gets(({ text }) => text.includes('two'));
	expect(next.text).toMatch(/JS-01-A2[^]*may not have reached you[^]*JS-01-A1/);
	await expect.poll(states).toEqual(['told-again', 'sent']);
	expect(catcher.caught).toHaveLength(2);
});

it('contains the action as it is when the mail is sent', async () => {
	const one = await give('share the lsit');
	await board.write(notes, (doc) => changeAction(doc, one, { text: 'share the list' }));
	await startMails();
	expect((await catcher.gets()).text).toContain('share the list');
});

it('mails all notifications, even more than the bell shows', async () => {
	for (let one = 1; one <= 60; one++) await give(`step ${one} of sixty`);
	await startMails();
	const mail = await catcher.gets();
	expect(mail.text.match(/step \d+ of sixty/g)).toHaveLength(60);
});
