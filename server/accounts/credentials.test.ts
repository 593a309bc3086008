import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '#shared/ids.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { done } from '../../tests/support/joint-session.ts';
import { Credentials, judgePassword, writePassword } from './credentials.ts';
import { Devices, keepDevice } from './devices.ts';
import { createLink, readLink, spendLink } from './links.ts';
import { addOrganisation } from './organisations.ts';
import { hashPassword } from './passwords.ts';
import { addPerson } from './people.ts';
import { SignInThrottle } from './throttle.ts';

const EMAIL = 'anna@bka.example';
const PASSWORD = 'a short sentence works';
let store: TestDatabase;
let credentials: Credentials;
let devices: Devices;
let outcomes: string[];
let anna: PersonId;

beforeEach(async () => {
	store = await openDatabase();
	devices = new Devices(store.database);
	outcomes = [];
	credentials = new Credentials({
		...{ database: store.database, devices },
		onAttempt: (outcome) => outcomes.push(outcome)
	});
	const bka = { code: 'DE-BKA', name: 'BKA', country: 'DE' };
	const organisation = done(await addOrganisation(store.database, bka));
	const account = { organisation, name: 'Anna', function: 'Officer', email: EMAIL };
	anna = done(await addPerson(store.database, account));
	await set(PASSWORD);
});
afterEach(() => store.end());

const set = async (password: string) =>
	writePassword(store.database, anna, await hashPassword(password));
const check = (email: string, password: string, address = '192.0.2.1', device?: string) =>
	credentials.check({ email, password, address, device });
const refused = { refused: 'too-many-tries' };

describe('signing in', () => {
	it('takes an e-mail address, in any case, and a password', async () => {
		expect(await check(EMAIL, PASSWORD)).toBe(anna);
		expect(await check(`  ${EMAIL.toUpperCase()} `, PASSWORD)).toBe(anna);
	});

	it('does not reveal whether the address or the password was wrong', async () => {
		expect(await check(EMAIL, 'not the password')).toEqual({ refused: 'wrong-password' });
		expect(await check('nobody@bka.example', PASSWORD)).toEqual({ refused: 'wrong-password' });
	});

	it('is throttled per account from one address, even with the right password', async () => {
		const wrong = Array.from({ length: 10 }, () => check(EMAIL, 'guess'));
		expect(new Set((await Promise.all(wrong)).map((answer) => JSON.stringify(answer)))).toEqual(
			new Set(['{"refused":"wrong-password"}'])
		);
		expect(await check(EMAIL, PASSWORD)).toEqual(refused);
		expect(outcomes.at(-1)).toBe('too-many-tries');
	});

	it('stays open to everybody else whatever one stranger tries', async () => {
		const accounts = [EMAIL, ...Array.from({ length: 6 }, (_, index) => `a${index}@x.example`)];
		const guesses = Array.from({ length: 77 }, (_, index) =>
			check(accounts[index % accounts.length] ?? '', 'guess', '203.0.113.9')
		);
		expect(await Promise.all(guesses)).toContainEqual(refused);
		for (const address of ['192.0.2.1', '2001:db8::1', '::ffff:198.51.100.7'])
			expect(await check(EMAIL, PASSWORD, address)).toBe(anna);
	});

	it('stays open on a device of the person while strangers everywhere guess', async () => {
		await store.database
			.transaction()
			.execute((transaction) => keepDevice(transaction, anna, 'own'));
		const throttle = new SignInThrottle();
		credentials = new Credentials({ ...{ database: store.database, devices, throttle } });
		for (let index = 0; index < 1_000; index++)
			throttle.take({ account: EMAIL, address: `10.0.${index % 250}.1`, device: undefined });
		expect(await check(EMAIL, PASSWORD, '192.0.2.1')).toEqual(refused);
		expect(await check(EMAIL, PASSWORD, '10.0.7.1', 'made up')).toEqual(refused);
		expect(await check('boris@bka.example', PASSWORD, '192.0.2.1', 'own')).toEqual({
			refused: 'wrong-password'
		});
		expect(await check(EMAIL, PASSWORD, '10.0.7.1', 'own')).toBe(anna);
	});

	it('is throttled on a known device too', async () => {
		await store.database
			.transaction()
			.execute((transaction) => keepDevice(transaction, anna, 'own'));
		await Promise.all(Array.from({ length: 10 }, () => check(EMAIL, 'guess', '192.0.2.1', 'own')));
		expect(await check(EMAIL, PASSWORD, '192.0.2.1', 'own')).toEqual(refused);
	});

	it('forgets the device that was not used for longest, and stores no secret', async () => {
		for (let index = 0; index < 25; index++)
			await store.database
				.transaction()
				.execute((transaction) => keepDevice(transaction, anna, `device ${index}`));
		const rows = await store.database.selectFrom('known_device').selectAll().execute();
		expect(rows).toHaveLength(20);
		expect(JSON.stringify(rows)).not.toContain('device 2');
		expect(await devices.knows(EMAIL, 'device 24')).toBe(true);
	});

	it('resets the count of failures after the right password', async () => {
		for (let round = 0; round < 2; round++) {
			await Promise.all(Array.from({ length: 6 }, () => check(EMAIL, 'guess')));
			expect(await check(EMAIL, PASSWORD)).toBe(anna);
		}
	});

	it('is throttled per address when it tries many accounts', async () => {
		await Promise.all(
			Array.from({ length: 50 }, (_, index) => check(`a${index}@x.example`, 'guess'))
		);
		expect(await check(EMAIL, PASSWORD)).toEqual({ refused: 'too-many-tries' });
		expect(await check(EMAIL, PASSWORD, '198.51.100.7')).toBe(anna);
	});
});

describe('setting a password', () => {
	it('refuses passwords that are too short or absurdly long, counted in code points', () => {
		const weak = { refused: 'weak-password' };
		expect(judgePassword('fourteen chars')).toEqual(weak);
		expect(judgePassword('😀'.repeat(14))).toEqual(weak);
		expect(judgePassword('x'.repeat(257))).toEqual(weak);
		expect(judgePassword(PASSWORD)).toBeUndefined();
	});

	it('replaces the old password', async () => {
		await set('another short sentence');
		expect(await check(EMAIL, PASSWORD)).toEqual({ refused: 'wrong-password' });
		expect(await check(EMAIL, 'another short sentence')).toBe(anna);
	});
});

describe('a one-time link', () => {
	const spent = { refused: 'link-spent' };

	it('works only once', async () => {
		const token = await createLink(store.database, anna);
		expect(await readLink(store.database, token)).toEqual({ person: anna });
		const both = await Promise.all([
			spendLink(store.database, token),
			spendLink(store.database, token)
		]);
		expect(both.filter(Boolean)).toHaveLength(1);
		expect(await readLink(store.database, token)).toEqual(spent);
	});

	it('is stored as a hash, and no other token is accepted', async () => {
		const token = await createLink(store.database, null);
		const rows = await store.database.selectFrom('one_time_link').selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(token);
		for (const other of ['', `${token}x`, rows[0]?.token_hash ?? ''])
			expect(await readLink(store.database, other)).toEqual(spent);
		expect(await readLink(store.database, token)).toEqual({ person: null });
	});

	it('expires', async () => {
		const token = await createLink(store.database, anna);
		await store.database
			.updateTable('one_time_link')
			.set({ expires_at: Date.now() - 1 })
			.execute();
		expect(await readLink(store.database, token)).toEqual(spent);
		expect(await spendLink(store.database, token)).toBe(false);
	});
});
