import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { keyIn } from '../store/key-file.ts';
import { hashToken, newToken } from '../store/token.ts';

export interface OutboxKeysOptions {
	readonly database: Database;
	/** A secret of the board, which no copy of the database holds. */
	readonly secret: Buffer;
}

/**
 * Keys with which a browser keeps changes that were not sent yet. Each is of one person on one device; it is gone for good
 * when they sign out there, or the device is forgotten. Neither the disk of the device nor a copy of the database holds it.
 */
export class OutboxKeys {
	readonly #options: OutboxKeysOptions;

	constructor(options: OutboxKeysOptions) {
		this.#options = options;
	}

	/** 32 bytes in base64url; undefined where the person is not known to have signed in on the device. */
	async of(person: PersonId, device: string | undefined): Promise<string | undefined> {
		const { database, secret } = this.#options;
		if (!device) return undefined;
		const known = await database
			.selectFrom('known_device')
			.select(['token_hash', 'outbox_salt'])
			.where('token_hash', '=', hashToken(device))
			.where('person_id', '=', person)
			.executeTakeFirst();
		if (!known?.outbox_salt) return undefined;
		const parts = [person, known.token_hash, known.outbox_salt].join(' ');
		return createHmac('sha256', secret).update(parts).digest('base64url');
	}
}

/** With the secret of a data folder, made when there is none yet. */
export async function openOutboxKeys(database: Database, folder: string): Promise<OutboxKeys> {
	return new OutboxKeys({ database, secret: await keyIn(join(folder, 'outbox.key')) });
}

/** What the next key of a device is made with. */
export const newSalt = newToken;

/** The person has signed out on a device: what it kept for them can be read by nobody any more. */
export async function forgetOutbox(
	transaction: Database,
	person: PersonId,
	device: string | undefined
): Promise<void> {
	if (!device) return;
	await transaction
		.updateTable('known_device')
		.set({ outbox_salt: null })
		.where('token_hash', '=', hashToken(device))
		.where('person_id', '=', person)
		.execute();
}
