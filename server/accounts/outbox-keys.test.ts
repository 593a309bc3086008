import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';
import { hashToken } from '../store/token.ts';
import { Devices, keepDevice } from './devices.ts';
import { Entrance } from './entrance.ts';
import { Logins } from './logins.ts';
import { OutboxKeys } from './outbox-keys.ts';

let board: JointSession;
let anna: Seat;
let keys: OutboxKeys;
let entrance: Entrance;
let logins: Logins;

beforeEach(async () => {
	board = await jointSession();
	anna = await board.seat('Anna', 'EC', 'delegate');
	const { database, commands } = board;
	logins = new Logins({ database, commands, hours: 8, secure: false });
	entrance = new Entrance({ devices: new Devices(database), logins });
	keys = new OutboxKeys({ database, secret: randomBytes(32) });
});
afterEach(() => board.end());

/** Signs in; gives the cookies of the login and the device. */
async function signIn(secret?: string) {
	const cookies = await entrance.enter(anna.person, { secret, isSecure: false });
	if (!Array.isArray(cookies)) throw new Error('refused');
	const [login, device] = cookies;
	return { header: `${login?.name}=${login?.value}`, device: device?.value ?? '' };
}

describe('the key of a browser’s outbox', () => {
	it('is the same at each sign-in on a device, and another one elsewhere', async () => {
		const { device } = await signIn();
		const key = await keys.of(anna.person, device);
		expect(key).toMatch(/^[\w-]{43}$/);
		await signIn(device);
		expect(await keys.of(anna.person, device)).toBe(key);
		const other = await signIn();
		expect(await keys.of(anna.person, other.device)).not.toBe(key);
	});

	it('is gone for good once its person signs out there', async () => {
		const { device, header } = await signIn();
		const other = await signIn();
		const before = await keys.of(anna.person, device);
		await logins.end(header, device);
		expect(await keys.of(anna.person, device)).toBeUndefined();
		expect(await keys.of(anna.person, other.device)).toBeDefined();
		await signIn(device);
		const after = await keys.of(anna.person, device);
		expect(after).toBeDefined();
		expect(after).not.toBe(before);
	});

	it('is nobody else’s on that device, and of no device that is not known', async () => {
		const { device } = await signIn();
		const ben = await board.seat('Ben', 'EC', 'delegate');
		expect(await keys.of(ben.person, device)).toBeUndefined();
		expect(await keys.of(anna.person, 'made up')).toBeUndefined();
		expect(await keys.of(anna.person, undefined)).toBeUndefined();
		const key = await keys.of(anna.person, device);
		await board.database.transaction().execute((all) => keepDevice(all, ben.person, device));
		expect(await keys.of(ben.person, device)).not.toBe(key);
	});

	it('is made with a secret that no copy of the database holds', async () => {
		const { device } = await signIn();
		const copy = new OutboxKeys({ database: board.database, secret: randomBytes(32) });
		expect(await copy.of(anna.person, device)).not.toBe(await keys.of(anna.person, device));
		const rows = await board.database.selectFrom('known_device').selectAll().execute();
		expect(rows.map((row) => row.token_hash)).toEqual([hashToken(device)]);
	});
});
