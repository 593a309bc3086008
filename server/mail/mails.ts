import { can } from '#shared/access.ts';
import type { LinkedAnswerName } from '#shared/follow-up/answers.ts';
import type { Label } from '#shared/markings.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import type { Log } from '../boot/log.ts';
import type { Notices } from '../notices/notices.ts';
import { Waker } from '../notices/waker.ts';
import { readerIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { AnswerLinks } from './answer-links.ts';
import { compose, type MailItem } from './compose.ts';
import { Outbox } from './outbox.ts';
import { addressOf, type Transport } from './transport.ts';

const BACK_OFF = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * 60_000);
const LONGEST = 3_600_000; // ms between two checks at most

export interface MailsOptions {
	readonly database: Database;
	readonly notices: Notices;
	readonly links: AnswerLinks;
	readonly transport: Transport;
	readonly from: string;
	readonly ceiling: Label;
	/** Milliseconds during which notifications are gathered into one mail. */
	readonly pause: number;
	/** The board's own address. */
	readonly address: () => string;
	readonly log: Log;
	readonly unawaited: (work: Promise<unknown>) => void;
}

/**
 * Mails notifications. No mail is sent twice: before the final dot of a message goes out, it is stored as being handed
 * over. None is lost: until then sending is retried, and the content of a mail interrupted after that is repeated in
 * the next one. Content is read at the time of sending, so nobody is mailed what they may no longer read.
 */
export class Mails {
	readonly #options: MailsOptions;
	readonly #outbox: Outbox;
	readonly #waker: Waker;

	constructor(options: MailsOptions) {
		this.#options = options;
		this.#outbox = new Outbox(options.database);
		const { unawaited } = options;
		this.#waker = new Waker({ unawaited, work: () => this.#work() });
	}

	/** Starts mailing, including what an earlier run left. */
	async start(): Promise<void> {
		await this.#outbox.settleInterrupted();
		this.#waker.wake();
	}

	/** Checks for notifications to mail. */
	wake(): void {
		this.#waker.wake();
	}

	async #work(): Promise<number> {
		const { pause } = this.#options;
		await this.#outbox.gather(Date.now() - pause);
		for (const mail of await this.#outbox.due(Date.now()))
			if (!this.#waker.isClosed) await this.#send(mail);
		const next = (await this.#outbox.nextAt(pause)) ?? Infinity;
		return Math.min(LONGEST, Math.max(50, next - Date.now()));
	}

	async #send(mail: Row<'mail'>): Promise<void> {
		const { transport, from, log } = this.#options;
		const reader = await this.#reader(mail.person_id);
		const letter = reader && (await this.#letter(mail, reader));
		if (!reader?.email || !letter)
			return this.#outbox.set(mail.id, { state: 'empty', done_at: Date.now() });
		const messageId = `<${mail.id}@${addressOf(from).split('@').at(-1) ?? 'board'}>`;
		const message = { to: reader.email, ...letter, messageId };
		const { result, why } = await transport.send(message, () =>
			this.#outbox.set(mail.id, { state: 'handing-over' })
		);
		if (result !== 'sent') log.warn({ mail: mail.id, result, why }, 'a mail was not delivered');
		await this.#outbox.set(mail.id, after(mail, result));
	}

	async #letter(mail: Row<'mail'>, reader: Reader) {
		const { notices, ceiling, address } = this.#options;
		const contents = await this.#outbox.contents(mail.id);
		const views = await notices.views(
			mail.person_id,
			contents.map(({ id }) => id)
		);
		if (views.length === 0) return undefined;
		const sessions = await this.#followedUpIn(mail.person_id, views);
		const items = views.map((view) => this.#item(mail.person_id, view, sessions));
		const old = new Set(contents.flatMap(({ id, again }) => (again ? id : [])));
		return compose({
			items: items.filter(({ view }) => !old.has(view.id)),
			again: items.filter(({ view }) => old.has(view.id)),
			...{ language: reader.language, timeZone: reader.zone, ceiling, address: address() }
		});
	}

	/** The sessions in which the person may follow actions up; looked up once each, however many notifications there are. */
	async #followedUpIn(person: PersonId, views: readonly NotificationView[]) {
		const found = new Set<SessionId>();
		for (const session of new Set(views.map((view) => view.session))) {
			const reader = await readerIn(this.#options.database, session, person);
			if (can(reader?.role, 'follow up')) found.add(session);
		}
		return found;
	}

	#item(person: PersonId, view: NotificationView, sessions: ReadonlySet<SessionId>): MailItem {
		const { links, address } = this.#options;
		const { session, document, action } = view;
		if (!action || !sessions.has(session)) return { view, links: [] };
		const link = (name: LinkedAnswerName) =>
			[
				name,
				`${address()}/answer/${links.make({ person, document, action, answer: name, choice: view.id })}`
			] as const;
		return { view, links: answersTo(view).map(link) };
	}

	async #reader(person: PersonId): Promise<Reader | undefined> {
		return this.#options.database
			.selectFrom('person')
			.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
			.select(['person.email', 'person.language'])
			.select((one) =>
				one.fn.coalesce('person.time_zone', 'organisation.time_zone', one.val('UTC')).as('zone')
			)
			.where('person.id', '=', person)
			.where('person.disabled_at', 'is', null)
			.executeTakeFirst();
	}

	/** Stops after finishing the mail being sent. */
	async close(): Promise<void> {
		await this.#waker.close();
		this.#options.transport.close();
	}
}

interface Reader {
	readonly email: string | null;
	readonly language: string;
	readonly zone: string;
}

function answersTo({ kind }: NotificationView): LinkedAnswerName[] {
	if (kind === 'assigned') return ['accept', 'decline'];
	return kind === 'reminder' ? ['start', 'complete'] : [];
}

function after({ attempts }: Row<'mail'>, result: 'sent' | 'unsure' | 'refused' | 'later') {
	if (result === 'sent' || result === 'unsure') return { state: result, done_at: Date.now() };
	const wait = result === 'later' ? BACK_OFF[attempts] : undefined;
	if (wait === undefined) return { state: 'failed' as const, done_at: Date.now() };
	return { state: 'waiting' as const, attempts: attempts + 1, next_at: Date.now() + wait };
}
