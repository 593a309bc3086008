import { newId, type MailId, type NotificationId, type PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/**
 * Mail in the database. Its states are `waiting`, `handing-over`, and then `sent`, `unsure` or `failed`. What stands in
 * `handing-over` when the board starts was cut off at the one moment in which nobody can tell; it becomes `unsure`.
 */
export class Outbox {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** Nobody knows whether these arrived: never sent again, but told again in the next mail of their people. */
	async settleInterrupted(): Promise<void> {
		await this.#database
			.updateTable('mail')
			.set({ state: 'unsure', done_at: Date.now() })
			.where('state', '=', 'handing-over')
			.execute();
	}

	/** Gathers notifications that waited long enough into a mail for each person. */
	async gather(before: number): Promise<void> {
		const people = await this.#database
			.selectFrom('notification')
			.innerJoin('person', 'person.id', 'notification.person_id')
			.select(['person.id', 'person.email'])
			.distinct()
			.where('notification.mail', '=', 'waiting')
			.where('notification.created_at', '<=', before)
			.execute();
		for (const { id, email } of people) await this.#gather(id, email !== null);
	}

	async #gather(person: PersonId, hasAddress: boolean): Promise<void> {
		await this.#database.transaction().execute(async (transaction) => {
			const id = newId<MailId>();
			if (hasAddress) {
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
				.set(hasAddress ? { mail: 'given', mail_id: id } : { mail: 'none' })
				.where('person_id', '=', person)
				.where('mail', '=', 'waiting')
				.execute();
		});
	}

	/** Mail whose time has come, oldest first. */
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

	/** When to look again: a mail is to be tried, or a notification has waited for its pause. */
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

	/** The notifications of a mail; `again` are those of an earlier one. */
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
