import { newId, type MailId, type NotificationId, type PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/**
 * Mail in the database. A mail is `waiting`, then `handing-over`, and ends as `sent`, `unsure`, `told-again`, `failed`
 * or `empty`. A mail in `handing-over` when the board starts was interrupted when it may or may not have been sent; it
 * becomes `unsure`, and `told-again` once the next mail repeats it.
 */
export class Outbox {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/**
	 * Marks mails that may or may not have arrived. They are not resent; the next mail to the person repeats their
	 * content.
	 */
	async settleInterrupted(): Promise<void> {
		await this.#database
			.updateTable('mail')
			.set({ state: 'unsure', done_at: Date.now() })
			.where('state', '=', 'handing-over')
			.execute();
	}

	/**
	 * For each person with a notification from before this time (ms since 1970), gathers all waiting ones into a mail.
	 */
	async gather(before: number): Promise<void> {
		const people = await this.#database
			.selectFrom('notification')
			.innerJoin('person', 'person.id', 'notification.person_id')
			.select(['person.id', 'person.email', 'person.disabled_at'])
			.distinct()
			.where('notification.mail', '=', 'waiting')
			.where('notification.created_at', '<=', before)
			.execute();
		for (const { id, email, disabled_at } of people)
			await this.#gather(id, email !== null && disabled_at === null);
	}

	async #gather(person: PersonId, isMailed: boolean): Promise<void> {
		await this.#database.transaction().execute(async (transaction) => {
			const id = newId<MailId>();
			if (isMailed) {
				const now = Date.now();
				await transaction
					.insertInto('mail')
					.values({
						...{ id, person_id: person, state: 'waiting', attempts: 0 },
						...{ next_at: now, created_at: now, done_at: null }
					})
					.execute();
				await repeatUnsure(transaction, person, id);
			}
			await transaction
				.updateTable('notification')
				.set(isMailed ? { mail: 'given', mail_id: id } : { mail: 'none' })
				.where('person_id', '=', person)
				.where('mail', '=', 'waiting')
				.execute();
		});
	}

	/** Mails due to be sent, oldest first. */
	async due(now: number): Promise<Row<'mail'>[]> {
		return this.#database
			.selectFrom('mail')
			.selectAll()
			.where('state', '=', 'waiting')
			.where('next_at', '<=', now)
			.orderBy('created_at')
			.orderBy('id')
			.execute();
	}

	/** When to check again (ms since 1970): when a mail is due, or a notification has waited for the pause. */
	async nextAt(pause: number): Promise<number | undefined> {
		const mail = await this.#database
			.selectFrom('mail')
			.select(({ fn }) => fn.min('next_at').as('at'))
			.where('state', '=', 'waiting')
			.executeTakeFirst();
		const waiting = await this.#database
			.selectFrom('notification')
			.select(({ fn }) => fn.min('created_at').as('at'))
			.where('mail', '=', 'waiting')
			.executeTakeFirst();
		const times = [mail?.at, waiting?.at == null ? null : Number(waiting.at) + pause];
		const known = times.flatMap((at) => (at == null ? [] : [Number(at)]));
		return known.length > 0 ? Math.min(...known) : undefined;
	}

	/** The notifications of a mail; `again` marks those repeated from an earlier one. */
	async contents(mail: MailId): Promise<{ id: NotificationId; again: boolean }[]> {
		const rows = await this.#database
			.selectFrom('notification')
			.select(['id', 'mail_again'])
			.where('mail_id', '=', mail)
			.execute();
		return rows.map(({ id, mail_again }) => ({ id, again: mail_again === 1 }));
	}

	async set(mail: MailId, change: Partial<Omit<Row<'mail'>, 'id' | 'person_id'>>): Promise<void> {
		await this.#database.updateTable('mail').set(change).where('id', '=', mail).execute();
	}
}

async function repeatUnsure(transaction: Database, person: PersonId, into: MailId): Promise<void> {
	const unsure = await transaction
		.selectFrom('mail')
		.select('id')
		.where('person_id', '=', person)
		.where('state', '=', 'unsure')
		.execute();
	for (const { id } of unsure) {
		await transaction
			.updateTable('notification')
			.set({ mail_id: into, mail_again: 1 })
			.where('mail_id', '=', id)
			.execute();
		await transaction
			.updateTable('mail')
			.set({ state: 'told-again' })
			.where('id', '=', id)
			.execute();
	}
}
