import { createHash, randomBytes } from 'node:crypto';

/** An unguessable secret for a link: 192 random bits, URL-safe. */
export function newToken(): string {
	return randomBytes(24).toString('base64url');
}

/** The stored form of a secret (SHA-256), so that a copy of the database does not reveal it. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}
