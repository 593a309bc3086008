import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '#shared/ids.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { done, servicesOn } from '../../tests/support/joint-session.ts';
import { endLogins, Logins } from './logins.ts';
import { addOrganisation } from './organisations.ts';
import { addPerson } from './people.ts';

let store: TestDatabase;
let services: ReturnType<typeof servicesOn>;
let logins: Logins;
let anna: PersonId;
let boris: PersonId;

beforeEach(async () => {
	store = await openDatabase();
	services = servicesOn(store);
	logins = services.logins;
	const bka = { code: 'DE-BKA', name: 'BKA', country: 'DE' };
	const organisation = done(await addOrganisation(store.database, bka));
	const add = async (name: string) =>
		done(await addPerson(store.database, { organisation, name, function: '' }));
	[anna, boris] = [await add('Anna'), await add('Boris')];
});
afterEach(async () => {
	await services.close();
	await store.end();
});

/** Signs somebody in; returns the `Cookie` header that their browser sends. */
async function signIn(person: PersonId): Promise<string> {
	const { name, value } = done(await logins.start(person));
	return `other=1; ${name}=${value}`;
}
const who = async (header: string) => (await logins.read(header)).login?.person;
const rows = () => store.database.selectFrom('login').selectAll().execute();

describe('a login', () => {
	it('is read from the cookie', async () => {
		expect(await who(await signIn(anna))).toBe(anna);
		expect((await logins.read('')).login).toBeUndefined();
	});

	it('that is unknown is answered with a cookie that clears it', async () => {
		const { login, cookie } = await logins.read('login=forged');
		expect(login).toBeUndefined();
		expect(cookie).toMatchObject({ name: 'login', value: '' });
	});

	it('is stored as a hash, so that a stolen database signs nobody in', async () => {
		const header = await signIn(anna);
		const [row] = await rows();
		const secret = header.split('login=')[1] ?? '';
		expect(JSON.stringify(row)).not.toContain(secret);
		expect(await who(`login=${row?.id_hash}`)).toBeUndefined();
		expect((await logins.read(header)).login?.handle).toBe(row?.id_hash);
	});

	it('has a cookie that is HttpOnly and SameSite, and bound to the host under https', async () => {
		const plain = done(await logins.start(anna));
		expect(plain.attributes).toMatchObject({
			httpOnly: true,
			sameSite: 'lax',
			path: '/',
			secure: false
		});
		const { database } = store;
		const { commands } = services;
		const secure = new Logins({ database, commands, hours: 12, secure: true });
		const cookie = done(await secure.start(anna));
		expect(cookie.name).toBe('__Host-login');
		expect(cookie.attributes).toMatchObject({ httpOnly: true, secure: true, path: '/' });
		expect(cookie.attributes.domain).toBeUndefined();
	});

	it('ends on sign-out, without the person’s other logins, and listeners are told which one ended', async () => {
		const [desk, phone] = [await signIn(anna), await signIn(anna)];
		const ended: boolean[] = [];
		const [atDesk, onPhone] = [await logins.read(desk), await logins.read(phone)];
		logins.onEnd((match) => {
			for (const { login } of [atDesk, onPhone]) ended.push(login !== undefined && match(login));
		});
		expect((await logins.end(desk)).value).toBe('');
		expect([await who(desk), await who(phone)]).toEqual([undefined, anna]);
		expect(ended).toEqual([true, false]);
	});

	it('can be ended everywhere for one person and nobody else', async () => {
		const headers = [await signIn(anna), await signIn(anna), await signIn(boris)];
		await endLogins(store.database, anna);
		expect(await Promise.all(headers.map(who))).toEqual([undefined, undefined, boris]);
	});

	it('expires, and is then deleted by the sweep', async () => {
		const header = await signIn(anna);
		await signIn(boris);
		await store.database
			.updateTable('login')
			.set({ expires_at: Date.now() - 1 })
			.where('person_id', '=', anna)
			.execute();
		expect(await who(header)).toBeUndefined();
		await logins.sweep();
		expect((await rows()).map((row) => row.person_id)).toEqual([boris]);
	});

	it('is renewed while it is used', async () => {
		const header = await signIn(anna);
		expect((await logins.read(header)).cookie).toBeUndefined();
		const soon = Date.now() + 3_600_000;
		await store.database.updateTable('login').set({ expires_at: soon }).execute();
		expect((await logins.read(header)).cookie?.value).toBeTruthy();
		expect((await rows())[0]?.expires_at).toBeGreaterThan(soon);
	});
});
