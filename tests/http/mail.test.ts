import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { giveToOlga } from '../support/given-action.ts';
import { catchMail, type MailCatcher } from '../support/mail-catcher.ts';
import { holdMeeting, PEOPLE, type Meeting } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';

/** Generous, because other tests may keep the machine busy. */
const POLL = { timeout: 15_000 };

let meeting: Meeting;
let catcher: MailCatcher;

beforeEach(async () => {
	catcher = await catchMail();
	const env = { SMTP_URL: catcher.url, MAIL_PAUSE_SECONDS: '0', MAIL_FROM: 'board@example.org' };
	meeting = await holdMeeting(env);
});
afterEach(async () => {
	await meeting.end();
	await catcher.close();
});

const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);
const give = (text: string, due?: string) => giveToOlga(meeting, text, due);

const mails = () =>
	one<{ n: number; states: string }>(
		'select count(*) as n, group_concat(state) as states from mail'
	);

/** Kills the server at a moment of its first delivery; later deliveries are not affected. */
function killAt(moment: 'onRecipient' | 'onData' | 'onAnswered'): Promise<void> {
	return new Promise((resolve) => {
		catcher.moments[moment] = () => {
			delete catcher.moments[moment];
			// Answer only once the server is gone.
			return meeting.kill().then(resolve);
		};
	});
}

describe('a server killed while mailing', () => {
	test('before handing the mail over sends it again, once', async () => {
		const killed = killAt('onRecipient');
		await give('share the list');
		await killed;
		expect(catcher.caught).toEqual([]);
		await meeting.restart();
		const mail = await catcher.gets();
		expect(mail.text).toContain('share the list');
		await expect.poll(() => mails().states, POLL).toBe('sent');
		expect(catcher.caught).toHaveLength(1);
	}, 60_000);

	test.each(['onData', 'onAnswered'] as const)(
		'between handing it over and recording it as sent, at %s, does not send it twice',
		async (moment) => {
			const killed = killAt(moment);
			await give('share the list');
			await killed;
			const first = await catcher.gets();
			expect(first.text).toContain('share the list');
			await meeting.restart();
			await expect.poll(() => mails().states, POLL).toBe('unsure');
			// It is in the list, and repeated in the next mail: nothing is lost even if the first one was.
			const { n } = one<{ n: number }>(
				'select count(*) as n from notification where read_at is null'
			);
			expect(n).toBeGreaterThan(0);
			await give('and the summary');
			const next = await catcher.gets(({ text }) => text.includes('and the summary'));
			expect(next.text).toMatch(/may not have reached you[^]*share the list/);
			expect(next.messageId).not.toBe(first.messageId);
			expect(catcher.caught).toHaveLength(2);
		},
		60_000
	);
});

test('a reminder is mailed once, however often the server starts', async () => {
	const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
	const id = await give('share the list', yesterday);
	await catcher.gets();
	const { document_id: document } = one<{ document_id: string }>('select document_id from action');
	const move = { do: 'move', document, move: 'agree' };
	const agreed = await meeting.post('chair', `/api/actions/${id}`, move);
	expect(agreed.status).toBe(200);
	const reminder = await catcher.gets(({ subject }) => subject.includes('Overdue'));
	expect(reminder.to).toBe(PEOPLE.olga);
	for (let start = 0; start < 3; start++) {
		await meeting.kill();
		await meeting.restart();
		await meeting.says(/Listening/);
	}
	await give('another');
	await catcher.gets(({ text }) => text.includes('another'));
	expect(catcher.caught.filter(({ subject }) => subject.includes('Overdue'))).toHaveLength(1);
}, 60_000);

describe('a link in a mail', () => {
	const post = (path: string, words = '') =>
		fetch(meeting.address + path, {
			method: 'POST',
			headers: { origin: meeting.address },
			body: new URLSearchParams({ words })
		});

	test('answers without a sign-in when its button is pressed, but not when it is opened', async () => {
		await give('share the list');
		const { text } = await catcher.gets();
		const path = /Accept: https?:\/\/[^/]+(\/answer\/\S+)/.exec(text)?.[1] ?? '';
		const page = await (await fetch(meeting.address + path)).text();
		expect(page).toMatch(/JS-01-A1[^]*TLP:CLEAR[^]*share the list[^]*accept this action/);
		expect(one('select taken_on from action')).toEqual({ taken_on: 'asked' });
		expect((await post(path)).status).toBe(200);
		expect(one('select taken_on from action')).toEqual({ taken_on: 'accepted' });
		expect(one('select command, outcome from audit order by seq desc')).toEqual({
			...{ command: 'action.accept', outcome: 'done' }
		});
		const decline = /Decline: https?:\/\/[^/]+(\/answer\/\S+)/.exec(text)?.[1] ?? '';
		for (const used of [path, decline]) {
			const again = await post(used, 'after all not');
			expect([again.status, await again.text()]).toEqual([
				410,
				expect.stringContaining('used already')
			]);
			expect(await (await fetch(meeting.address + used)).text()).toContain('has been used already');
		}
		expect(one('select taken_on from action')).toEqual({ taken_on: 'accepted' });
	});

	test('is invalid if altered, and useless to a person who was removed', async () => {
		await give('share the list');
		const { text } = await catcher.gets();
		const path = /Decline: https?:\/\/[^/]+(\/answer\/\S+)/.exec(text)?.[1] ?? '';
		expect((await fetch(`${meeting.address}${path}x`)).status).toBe(410);
		const olga = one<{ id: string }>(`select id from person where email = '${PEOPLE.olga}'`).id;
		const form = `/sessions/${meeting.session}/settings?/remove`;
		await meeting.post('chair', form, new URLSearchParams({ person: olga }));
		const looked = await fetch(meeting.address + path);
		expect(looked.status).toBe(410);
		expect(await looked.text()).not.toContain('share the list');
		expect((await post(path, 'not ours')).status).toBe(404);
		expect(one('select taken_on from action')).toEqual({ taken_on: 'asked' });
	});
});
