import {
	NOTICE_KINDS,
	NOTICES,
	type NoticeKind,
	type NoticePreference
} from '#shared/follow-up/notices.ts';
import type { PersonId } from '#shared/ids.ts';
import type { Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/** How a person wants to be notified, and the time zone and language of their mails. */
export interface Wishes {
	readonly notices: readonly NoticePreference[];
	/** Undefined: the organisation's. */
	readonly timeZone: string | undefined;
	readonly language: string;
}

export interface PreferencesOptions {
	readonly database: Database;
	readonly commands: Commands;
}

/** What people want to be notified about, and how. */
export class Preferences {
	readonly #options: PreferencesOptions;

	constructor(options: PreferencesOptions) {
		this.#options = options;
	}

	/** A person's preferences, with defaults for kinds that they did not set. */
	async of(person: PersonId): Promise<Wishes> {
		const rows = await this.#options.database
			.selectFrom('notice_preference')
			.selectAll()
			.where('person_id', '=', person)
			.execute();
		const { time_zone, language } = await this.#options.database
			.selectFrom('person')
			.select(['time_zone', 'language'])
			.where('id', '=', person)
			.executeTakeFirstOrThrow();
		const notices = NOTICE_KINDS.map((kind) => {
			const row = rows.find((one) => one.kind === kind);
			return { kind, ...preferenceOf(kind, row) };
		});
		return { notices, timeZone: time_zone ?? undefined, language };
	}

	/** Stores a person's preferences. */
	set(by: PersonId, { notices, timeZone, language }: Wishes): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'wishes.set', detail: { timeZone, language } },
			{
				act: async (transaction) => {
					await transaction
						.updateTable('person')
						.set({ time_zone: timeZone ?? null, language })
						.where('id', '=', by)
						.execute();
					for (const notice of notices) await writePreference(transaction, by, notice);
					return undefined;
				}
			}
		);
	}
}

/** How somebody wants to be notified of a kind; the default if they have no row for it. */
export function preferenceOf(
	kind: NoticeKind,
	row: Pick<Row<'notice_preference'>, 'in_app' | 'mail'> | undefined
): Omit<NoticePreference, 'kind'> {
	if (!row) return { inApp: true, mail: NOTICES[kind].mails };
	return { inApp: row.in_app === 1, mail: row.mail === 1 };
}

async function writePreference(
	transaction: Database,
	person: PersonId,
	{ kind, inApp, mail }: NoticePreference
): Promise<void> {
	const values = { in_app: inApp ? 1 : 0, mail: mail ? 1 : 0 };
	await transaction
		.insertInto('notice_preference')
		.values({ person_id: person, kind, ...values })
		.onConflict((conflict) => conflict.columns(['person_id', 'kind']).doUpdateSet(values))
		.execute();
}
