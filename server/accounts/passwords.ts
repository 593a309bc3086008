import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. About 70 ms of one core. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** NIST SP 800-63B-4: at least 15 characters where a password is the only factor, at least 64 allowed. */
export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

/** The stored form of a password: a PHC string. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	const key = await derive(password, salt);
	const { memory, passes, parallelism } = COST;
	return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${text(salt)}$${text(key)}`;
}

/** True when the password is the one behind the PHC string. Takes as long for a wrong one as for a right one. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
	const [, , , , salt, key] = phc.split('$');
	if (!salt || !key) return false;
	const expected = Buffer.from(key, 'base64');
	const actual = await derive(password, Buffer.from(salt, 'base64'));
	return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** A password to print once: four groups that are easy to type, 100 random bits. */
export function generatePassword(): string {
	const letters = 'abcdefghjkmnpqrstuvwxyz23456789'; // 31 letters, none easily mistaken
	const pick = () => letters[randomBytes(2).readUInt16BE() % letters.length] ?? 'x';
	return Array.from({ length: 4 }, () => Array.from({ length: 5 }, pick).join('')).join('-');
}

function derive(password: string, nonce: Buffer): Promise<Buffer> {
	const message = password.normalize('NFKC');
	return new Promise((resolve, reject) => {
		argon2('argon2id', { message, nonce, ...COST }, (error, key) => {
			if (error) reject(error);
			else resolve(key);
		});
	});
}

function text(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}
