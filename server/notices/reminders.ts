import type { Day } from '#shared/time/dates.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { Stage } from '#shared/follow-up/notices.ts';
import { DELIVERED_STATUSES } from '#shared/follow-up/status.ts';
import { nextStageAt, stageAt } from '#shared/follow-up/stages.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { addNotices, type Made } from './notice-rows.ts';
import type { Notices } from './notices.ts';
import { readersOf } from '../sessions/document-readers.ts';
import { concernedOf } from './concerned.ts';
import { remindedOf } from './rules.ts';
import { Waker } from './waker.ts';

const LONGEST = 3_600_000; // ms between two checks at most, because the machine's clock may be set
const AHEAD = 4 * 86_400_000; // ms; due dates further ahead have no stage yet

export interface RemindersOptions {
	readonly database: Database;
	readonly notices: Notices;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

type Due = Row<'action'> & { readonly due: Day; readonly zone: string };

/**
 * Reminders of due dates. A reminder is a unique row, stored in one transaction with its notifications, so that
 * restarts neither repeat nor lose one. After a long stop only the latest stage is given.
 */
export class Reminders {
	readonly #options: RemindersOptions;
	readonly #waker: Waker;

	constructor(options: RemindersOptions) {
		this.#options = options;
		const { unawaited } = options;
		this.#waker = new Waker({ unawaited, work: () => this.look() });
	}

	/** Checks for reminders if the due date of a changed action is near. */
	changed({ dueAt }: FollowUpView): void {
		if (dueAt !== undefined && dueAt < this.#options.now() + AHEAD) this.wake();
	}

	/** Checks for reminders now, and again when the next stage of an action begins. */
	wake(): void {
		this.#waker.wake();
	}

	/** Gives every reminder that is due. Resolves to the milliseconds until the next one is. */
	async look(): Promise<number> {
		const { now, notices } = this.#options;
		const actions = await this.#near();
		const given = await this.#given();
		for (const action of actions) {
			const stage = stageAt(action.due, action.zone, now());
			if (stage && !given.has(keyOf(action, stage)))
				await notices.tell(await this.#remind(action, stage));
		}
		const next = actions.flatMap(({ due, zone }) => nextStageAt(due, zone, now()) ?? []);
		return Math.min(LONGEST, ...next.map((at) => Math.max(1, at - now())));
	}

	/** Actions that wait for their lead and whose due date is near or past. */
	async #near(): Promise<Due[]> {
		const rows = await this.#waiting()
			.innerJoin('session', 'session.id', 'action.session_id')
			.leftJoin('organisation', 'organisation.id', 'action.lead_organisation_id')
			.selectAll('action')
			.select((at) => at.fn.coalesce('organisation.time_zone', 'session.time_zone').as('zone'))
			.execute();
		return rows.flatMap((row) => (row.due === null ? [] : [{ ...row, due: row.due }]));
	}

	#waiting() {
		return this.#options.database
			.selectFrom('action')
			.where('action.due_at', '<', this.#options.now() + AHEAD)
			.where('action.status', 'not in', ['proposed', ...DELIVERED_STATUSES])
			.where('action.void', '=', 0);
	}

	/** Keys of reminders given already for these actions, to avoid starting transactions for them. */
	async #given(): Promise<Set<string>> {
		const rows = await this.#waiting()
			.innerJoin('reminder', (join) =>
				join
					.onRef('reminder.document_id', '=', 'action.document_id')
					.onRef('reminder.action_id', '=', 'action.id')
					.onRef('reminder.due', '=', 'action.due')
			)
			.select(['action.id', 'action.document_id', 'reminder.due', 'reminder.stage'])
			.execute();
		return new Set(rows.map((row) => keyOf(row, row.stage)));
	}

	async #remind(action: Due, stage: Stage): Promise<Made[]> {
		const { database, now } = this.#options;
		return database.transaction().execute(async (transaction) => {
			const { numInsertedOrUpdatedRows: given } = await transaction
				.insertInto('reminder')
				.values({
					...{ document_id: action.document_id, action_id: action.id },
					...{ due: action.due, stage, at: now() }
				})
				.onConflict((conflict) => conflict.doNothing())
				.executeTakeFirst();
			if (given !== 1n) return [];
			const readers = await readersOf(transaction, action.session_id, action.document_id);
			const people = remindedOf(stage, concernedOf(action), readers);
			const notices = people.map((person) => ({ person, kind: 'reminder' }) as const);
			return addNotices(transaction, notices, { action, stage });
		});
	}

	/** Stops after finishing the work in progress. */
	close(): Promise<void> {
		return this.#waker.close();
	}
}

const keyOf = (
	{ id, document_id, due }: Pick<Row<'action'>, 'id' | 'document_id'> & { readonly due: Day },
	stage: Stage
) => `${document_id} ${id} ${due} ${stage}`;
