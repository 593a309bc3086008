import { describe, expect, it } from 'vitest';
import { generatePassword, hashPassword, PASSWORD_MIN, verifyPassword } from './passwords.ts';

describe('a password', () => {
	it('is kept as an argon2id hash with a salt of its own', async () => {
		const [one, two] = await Promise.all([
			hashPassword('correct horse'),
			hashPassword('correct horse')
		]);
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]+\$[\w+/]+$/);
		expect(one).not.toBe(two);
		expect(one).not.toContain('horse');
	});

	it('is right or wrong, however its accents are typed', async () => {
		const phc = await hashPassword('café au lait');
		expect(await verifyPassword('café au lait'.normalize('NFD'), phc)).toBe(true);
		expect(await verifyPassword('cafe au lait', phc)).toBe(false);
		expect(await verifyPassword('', phc)).toBe(false);
	});

	it('is wrong for a damaged hash', async () => {
		for (const phc of ['', '$argon2id$v=19', 'plain', '$argon2id$v=19$m=1,t=1,p=1$c2FsdHNhbHQ$'])
			expect(await verifyPassword('anything', phc)).toBe(false);
	});

	it('that is printed once is long enough and easy to read', () => {
		const all = Array.from({ length: 200 }, generatePassword);
		expect(new Set(all).size).toBe(200);
		for (const password of all) {
			expect(password).toMatch(/^([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}$/);
			expect(password.length).toBeGreaterThanOrEqual(PASSWORD_MIN);
		}
	});
});
