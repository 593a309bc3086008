import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody can guess, for a link: 192 random bits, safe in an address. */
export function newToken(): string {
	return randomBytes(24).toString('base64url');
}

/** What is kept of a secret: whoever copies the database cannot use it. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}
