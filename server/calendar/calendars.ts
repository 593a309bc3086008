import { m } from '#messages/messages.js';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import { newId, type CalendarFeedId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import { NO_FILTER, type RegisterFilter } from '#shared/register/filter.ts';
import { LIMITS } from '#shared/limits.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { CalendarFeedView } from '#shared/calendar-feed.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import type { Commands } from '../commands/commands.ts';
import { Once } from '../rate/once.ts';
import type { ActionRegister } from '../register/register.ts';
import { hashToken, newToken } from '../store/token.ts';
import type { Database } from '../store/connect.ts';
import { iCalendar, type CalendarAction } from './icalendar.ts';

/** ms within which it is audited once that a feed is read: programs ask for it every few minutes. */
const AGAIN = 3_600_000;

const KEPT = 90 * 86_400_000; // ms for which a feed still shows what is finished

export interface CalendarsOptions {
	readonly database: Database;
	readonly register: ActionRegister;
	readonly commands: Commands;
}

/** What a feed shows: whose actions, and whether as events too. */
export type FeedChoice = Pick<CalendarFeedView, 'whose' | 'events'>;

/**
 * Due dates for calendars: a file of one action, and feeds that a calendar program polls. A feed shows what its person
 * may read at that moment. Its token is shown once; only its hash is stored.
 */
export class Calendars {
	readonly #options: CalendarsOptions;
	readonly #noted = new Once(AGAIN);

	constructor(options: CalendarsOptions) {
		this.#options = options;
	}

	/**
	 * One action as an iCalendar file. `origin` is the board's own address. Refuses an action that is void or not
	 * readable.
	 */
	async file(by: PersonId, place: ActionPlace, origin: string): Promise<string | Refusal> {
		const { commands, register } = this.#options;
		const order = { by, name: 'calendar.file', detail: { ...place } } as const;
		return commands.execute<string>(order, {
			perform: async () => {
				const action = await register.one(by, place);
				if (!action || action.void) return refuse('not-found');
				return iCalendar([entry(action, origin)], { name: action.reference, events: false });
			}
		});
	}

	/** The feed of a token; undefined when it never existed, was revoked, or its person is
	 * disabled. `events` asks for events as well. */
	async read(token: string, origin: string, events: boolean): Promise<string | undefined> {
		const { database } = this.#options;
		const feed = await database
			.selectFrom('calendar_feed')
			.innerJoin('person', 'person.id', 'calendar_feed.person_id')
			.select(['calendar_feed.id', 'whose', 'events', 'person.id as person'])
			.select('person.organisation_id as organisation')
			.where('token_hash', '=', hashToken(token))
			.where('person.disabled_at', 'is', null)
			.executeTakeFirst();
		if (!feed) return undefined;
		await database
			.updateTable('calendar_feed')
			.set({ read_at: Date.now() })
			.where('id', '=', feed.id)
			.execute();
		const { whose, person, organisation } = feed;
		await this.#note(person, feed.id);
		const actions: RegisterAction[] = [];
		for await (const page of this.#options.register.pages(person, filterOf(whose, organisation)))
			actions.push(...page.filter(isRecent));
		const name =
			whose === 'mine' ? m.calendar_my_actions() : m.calendar_actions_of_my_organisation();
		const entries = actions.map((action) => entry(action, origin));
		return iCalendar(entries, { name, events: events || feed.events === 1 });
	}

	/** A feed is a disclosure to whatever program has its link. */
	async #note(person: PersonId, feed: CalendarFeedId): Promise<void> {
		if (!this.#noted.take(feed)) return;
		const order = { by: person, name: 'calendar.read', detail: { feed } } as const;
		await this.#options.commands.execute<undefined>(order, { perform: async () => undefined });
	}

	/** Creates a feed and returns its token, which cannot be read again. */
	create(by: PersonId, { whose, events }: FeedChoice): Promise<string | Refusal> {
		const token = newToken();
		const id = newId<CalendarFeedId>();
		return this.#options.commands.execute<string>(
			{ by, name: 'calendar.create', detail: { feed: id } },
			{
				act: async (transaction) => {
					const { length } = await feedsOf(transaction, by);
					if (length >= LIMITS.person.calendarFeeds) return refuse('too-many-feeds');
					await transaction
						.insertInto('calendar_feed')
						.values({
							...{ id, person_id: by, token_hash: hashToken(token), whose },
							...{ events: events ? 1 : 0, created_at: Date.now(), read_at: null }
						})
						.execute();
					return token;
				}
			}
		);
	}

	/** A person's feeds, newest first. */
	list(person: PersonId): Promise<CalendarFeedView[]> {
		return feedsOf(this.#options.database, person);
	}

	/** Revokes a feed: its link no longer works. */
	revoke(by: PersonId, id: CalendarFeedId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'calendar.revoke', detail: { feed: id } },
			{
				act: async (transaction) => {
					const { numDeletedRows } = await transaction
						.deleteFrom('calendar_feed')
						.where('id', '=', id)
						.where('person_id', '=', by)
						.executeTakeFirst();
					return numDeletedRows === 0n ? refuse('not-found') : undefined;
				}
			}
		);
	}
}

async function feedsOf(database: Database, person: PersonId): Promise<CalendarFeedView[]> {
	const rows = await database
		.selectFrom('calendar_feed')
		.select(['id', 'whose', 'events', 'created_at', 'read_at'])
		.where('person_id', '=', person)
		.orderBy('created_at', 'desc')
		.orderBy('id')
		.execute();
	return rows.map(({ id, whose, events, created_at, read_at }) => ({
		...{ id, whose, events: events === 1, createdAt: created_at },
		readAt: read_at ?? undefined
	}));
}

/** The actions that the person leads, or that their organisation leads. */
function filterOf(whose: CalendarFeedView['whose'], lead: OrganisationId): RegisterFilter {
	return whose === 'mine' ? NO_FILTER : { ...NO_FILTER, whose, lead };
}

function entry(action: RegisterAction, origin: string): CalendarAction {
	const { id, document, session, reference, label, limits, text, due, status, priority } = action;
	return {
		...{ uid: `${document}-${id}@briefing-board`, sequence: action.revision },
		...{ reference, label, limits, text, due, status, priority, changedAt: action.changedAt },
		completedAt: status === 'closed' ? action.changedAt : undefined,
		address: `${origin}/sessions/${session.id}?action=${id}`
	};
}

/** False for actions that were finished too long ago for a calendar. */
function isRecent({ status, changedAt }: RegisterAction): boolean {
	const isFinished = ['closed', 'superseded', 'cancelled'].includes(status);
	return !isFinished || changedAt > Date.now() - KEPT;
}
