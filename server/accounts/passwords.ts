import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** The cost of hashing a password. Stored with each hash, so that it can be raised for new passwords. */
interface Cost {
	/** KiB. */
	readonly memory: number;
	readonly passes: number;
	readonly parallelism: number;
}

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. About 70 ms of one core. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** A stored hash that asks for more than this was not made here, and must not tie up the server. */
const MOST: Cost = { memory: 262_144, passes: 16, parallelism: 16 };
const KEY_BYTES = 32;
const BYTES = { least: 8, most: 64 }; // of a stored salt or key; anything outside is not a hash

/** NIST SP 800-63B-4: at least 15 characters where a password is the only factor, and at least 64 must be allowed. */
export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

/** The stored form of a password: a PHC string. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
	const salt = randomBytes(16);
	const key = await derive(password, salt, KEY_BYTES, cost);
	const { memory, passes, parallelism } = cost;
	return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${text(salt)}$${text(key)}`;
}

/** Whether the password matches the PHC string, hashed at the cost that the string names. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
	const stored = parsePhc(phc);
	if (!stored) return false;
	const { salt, key, cost } = stored;
	return timingSafeEqual(await derive(password, salt, key.length, cost), key);
}

const PHC =
	/^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Parses a PHC string; undefined when it is damaged, or asks for a cost that argon2 or this server does not accept. */
function parsePhc(phc: string): { salt: Buffer; key: Buffer; cost: Cost } | undefined {
	const [, m, t, p, salt64 = '', key64 = ''] = PHC.exec(phc) ?? [];
	const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
	const [salt, key] = [Buffer.from(salt64, 'base64'), Buffer.from(key64, 'base64')];
	const isHash = [salt, key].every(({ length }) => length >= BYTES.least && length <= BYTES.most);
	return isHash && isAffordable(cost) ? { salt, key, cost } : undefined;
}

/** Argon2 needs 8 KiB of memory for each lane. */
function isAffordable({ memory, passes, parallelism }: Cost): boolean {
	const isEnough = passes >= 1 && parallelism >= 1 && memory >= 8 * parallelism;
	const isWithin = passes <= MOST.passes && parallelism <= MOST.parallelism;
	return isEnough && isWithin && memory <= MOST.memory;
}

/** A password to print once: four groups that are easy to type, about 99 random bits. */
export function generatePassword(): string {
	const letters = 'abcdefghjkmnpqrstuvwxyz23456789'; // 31 letters, none easily mistaken
	const pick = () => letters[randomBytes(2).readUInt16BE() % letters.length] ?? 'x';
	return Array.from({ length: 4 }, () => Array.from({ length: 5 }, pick).join('')).join('-');
}

function derive(password: string, nonce: Buffer, tagLength: number, cost: Cost): Promise<Buffer> {
	const message = password.normalize('NFKC');
	return new Promise((resolve, reject) => {
		argon2('argon2id', { message, nonce, tagLength, ...cost }, (error, key) => {
			if (error) reject(error);
			else resolve(key);
		});
	});
}

function text(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}
