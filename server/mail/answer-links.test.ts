import { readFile, stat } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type ActionId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { addOrganisation } from '../accounts/organisations.ts';
import { addPerson } from '../accounts/people.ts';
import { done } from '../../tests/support/joint-session.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { answerKey, answerKeyFile } from './answer-key.ts';
import { AnswerLinks } from './answer-links.ts';
import { UsedLinks } from './used-links.ts';

let store: TestDatabase;
beforeEach(async () => {
	store = await openDatabase();
});
afterEach(() => store.end());

const answer = {
	...{ person: newId<PersonId>(), document: newId<DocumentId>(), action: newId<ActionId>() },
	...({ answer: 'accept', choice: 'of a notification' } as const)
} as const;
const DAY = 86_400_000;

async function addAnna(): Promise<PersonId> {
	const bka = { code: 'DE-BKA', name: 'BKA', country: 'DE' };
	const organisation = done(await addOrganisation(store.database, bka));
	return done(await addPerson(store.database, { organisation, name: 'Anna', function: '' }));
}
const links = async () => new AnswerLinks(await answerKey(store.database, store.folder));

it('reads back what a link was made for, also after a restart', async () => {
	const token = (await links()).make(answer);
	expect((await links()).read(token)).toEqual(answer);
});

it('rejects a link after two weeks', async () => {
	const own = await links();
	const token = own.make(answer, 0);
	expect(own.read(token, 14 * DAY - 1)).toEqual(answer);
	expect(own.read(token, 14 * DAY + 1)).toBe(undefined);
});

it('rejects a link that was changed, cut short or made elsewhere', async () => {
	const own = await links();
	const token = own.make(answer);
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
		expect(own.read(bad)).toBe(undefined);
});

it('are signed with a key that is in no copy of the database', async () => {
	const earlier = Buffer.alloc(32, 9).toString('base64url');
	await store.database
		.insertInto('secret')
		.values({ name: 'answer-links', value: earlier })
		.execute();
	const token = new AnswerLinks(Buffer.alloc(32, 9)).make(answer);
	expect((await links()).read(token)).toEqual(answer);
	expect(await store.database.selectFrom('secret').selectAll().execute()).toEqual([]);
	expect((await stat(answerKeyFile(store.folder))).mode & 0o777).toBe(0o600);
	expect((await readFile(answerKeyFile(store.folder), 'utf8')).trim()).toBe(earlier);
});

it('are used up together with the others of the same choice, and by nobody else', async () => {
	const anna = await addAnna();
	const used = new UsedLinks(store.database);
	const choice = { person: anna, choice: 'accept or decline' };
	expect(await used.has(choice)).toBe(false);
	expect([await used.use(choice), await used.use(choice)]).toEqual([true, false]);
	expect(await used.has(choice)).toBe(true);
	expect(await used.has({ ...choice, choice: 'another' })).toBe(false);
	await used.giveBack(choice);
	expect(await used.use(choice, Date.now() - 15 * DAY)).toBe(true);
	expect(await used.use(choice)).toBe(true);
});
