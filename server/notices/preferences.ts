import { NOTICE_KINDS, NOTICES, type NoticePreference } from '#shared/follow-up/notices.ts';
import type { PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

/** How somebody wants to be told, and in which zone and language they are written to. */
export interface Wishes {
	readonly notices: readonly NoticePreference[];
	/** Undefined: that of their organisation. */
	readonly timeZone: string | undefined;
	readonly language: string;
}

/** What people wish to be told, and how. */
export class Preferences {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** A person's wishes; of each kind that was left alone what is usual. */
	async of(person: PersonId): Promise<Wishes> {
		const rows = await this.#database
			.selectFrom('notice_preference')
			.selectAll()
			.where('person_id', '=', person)
			.execute();
		const { time_zone, language } = await this.#database
			.selectFrom('person')
			.select(['time_zone', 'language'])
			.where('id', '=', person)
			.executeTakeFirstOrThrow();
		const notices = NOTICE_KINDS.map((kind) => {
			const row = rows.find((one) => one.kind === kind);
			if (!row) return { kind, inApp: true, mail: NOTICES[kind].mails };
			return { kind, inApp: row.in_app === 1, mail: row.mail === 1 };
		});
		return { notices, timeZone: time_zone ?? undefined, language };
	}

	/** Keeps a person's wishes. */
	async set(person: PersonId, { notices, timeZone, language }: Wishes): Promise<void> {
		await this.#database.transaction().execute(async (transaction) => {
			await transaction
				.updateTable('person')
				.set({ time_zone: timeZone ?? null, language })
				.where('id', '=', person)
				.execute();
			for (const { kind, inApp, mail } of notices) {
				const values = { in_app: inApp ? 1 : 0, mail: mail ? 1 : 0 };
				await transaction
					.insertInto('notice_preference')
					.values({ person_id: person, kind, ...values })
					.onConflict((conflict) => conflict.columns(['person_id', 'kind']).doUpdateSet(values))
					.execute();
			}
		});
	}
}
