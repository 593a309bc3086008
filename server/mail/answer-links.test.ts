import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type ActionId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { AnswerLinks } from './answer-links.ts';

let store: TestDatabase;
beforeEach(async () => {
	store = await openDatabase();
});
afterEach(() => store.end());

const answer = {
	...{ person: newId<PersonId>(), document: newId<DocumentId>(), action: newId<ActionId>() },
	answer: 'accept'
} as const;
const DAY = 86_400_000;

it('reads back what a link was made for, also after a restart', async () => {
	const token = (await AnswerLinks.open(store.database)).make(answer);
	expect((await AnswerLinks.open(store.database)).read(token)).toEqual(answer);
});

it('rejects a link after two weeks', async () => {
	const links = await AnswerLinks.open(store.database);
	const token = links.make(answer, 0);
	expect(links.read(token, 14 * DAY - 1)).toEqual(answer);
	expect(links.read(token, 14 * DAY + 1)).toBe(undefined);
});

it('rejects a link that was changed, cut short or made elsewhere', async () => {
	const links = await AnswerLinks.open(store.database);
	const token = links.make(answer);
	const [body = '', signature = ''] = token.split('.');
	const forged = Buffer.from(
		JSON.stringify({ ...answer, answer: 'complete', until: Date.now() + DAY })
	);
	const other = new AnswerLinks(Buffer.alloc(32, 7)).make(answer);
	for (const bad of [
		'',
		'.',
		body,
		`${body}.`,
		`${forged.toString('base64url')}.${signature}`,
		other,
		`${token}x`,
		'%.%'
	])
		expect(links.read(bad)).toBe(undefined);
});
