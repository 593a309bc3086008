import { describe, expect, it } from 'vitest';
import { generatePassword, hashPassword, PASSWORD_MIN, verifyPassword } from './passwords.ts';

describe('a password', () => {
	it('is stored as an argon2id hash with its own salt', async () => {
		const [one, two] = await Promise.all([
			hashPassword('correct horse'),
			hashPassword('correct horse')
		]);
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]+\$[\w+/]+$/);
		expect(one).not.toBe(two);
		expect(one).not.toContain('horse');
	});

	it('is compared independently of how its accents are typed', async () => {
		const phc = await hashPassword('café au lait');
		expect(await verifyPassword('café au lait'.normalize('NFD'), phc)).toBe(true);
		expect(await verifyPassword('cafe au lait', phc)).toBe(false);
		expect(await verifyPassword('', phc)).toBe(false);
	});

	it('still verifies after the cost was raised, at the cost it was hashed with', async () => {
		const raised = { memory: 32_768, passes: 3, parallelism: 2 };
		const [old, later] = [await hashPassword('café'), await hashPassword('café', raised)];
		expect(later).toContain('$m=32768,t=3,p=2$');
		for (const phc of [old, later]) {
			expect(await verifyPassword('café', phc)).toBe(true);
			expect(await verifyPassword('cafe', phc)).toBe(false);
		}
		// The same key at another cost belongs to another password.
		expect(await verifyPassword('café', later.replace('t=3', 't=2'))).toBe(false);
	});

	it('does not verify against a damaged hash', async () => {
		for (const phc of ['', '$argon2id$v=19', 'plain', '$argon2id$v=19$m=1,t=1,p=1$c2FsdHNhbHQ$'])
			expect(await verifyPassword('anything', phc)).toBe(false);
	});

	it.each([
		['no memory', 'm=0,t=2,p=1'],
		['less memory than argon2 needs for its lanes', 'm=15,t=2,p=2'],
		['no pass', 'm=19456,t=0,p=1'],
		['no lane', 'm=19456,t=2,p=0'],
		['more memory than the server allows', 'm=262145,t=2,p=1'],
		['all the memory there is', 'm=4194303,t=2,p=1'],
		['passes for a day', 'm=19456,t=999,p=1'],
		['too many lanes', 'm=19456,t=2,p=17'],
		['a malformed number', 'm=1e9,t=2,p=1']
	])('does not verify, and is not hashed, if the stored hash asks for %s', async (_, cost) => {
		const [, , , , salt, key] = (await hashPassword('anything')).split('$');
		expect(await verifyPassword('anything', `$argon2id$v=19$${cost}$${salt}$${key}`)).toBe(false);
	});

	it.each(['$argon2i$v=19', '$argon2id$v=16', '$scrypt$v=19'])(
		'does not verify against a hash of another function: %s',
		async (other) => {
			const phc = await hashPassword('anything');
			expect(await verifyPassword('anything', phc.replace('$argon2id$v=19', other))).toBe(false);
		}
	);

	it('that is generated is long enough and easy to read', () => {
		const all = Array.from({ length: 200 }, generatePassword);
		expect(new Set(all).size).toBe(200);
		for (const password of all) {
			expect(password).toMatch(/^([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}$/);
			expect(password.length).toBeGreaterThanOrEqual(PASSWORD_MIN);
		}
	});
});
