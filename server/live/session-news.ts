import type { PersonId, SessionId } from '#shared/ids.ts';
import type { Present } from '#shared/protocol/live.ts';
import type { PersonAttendance } from '#shared/run/attendance.ts';
import type { RunView } from '#shared/run/run-view.ts';
import { Gather } from './gather.ts';
import type { Listeners, LiveServer } from './sockets.ts';

const PAUSE = 100; // ms between two deliveries in a session, however much happens

export interface NewsOptions {
	/** The current run of a session. */
	readonly run: (session: SessionId) => Promise<RunView | undefined>;
	/** The attendance of these people, or of everybody. */
	readonly attendance: (
		session: SessionId,
		people?: readonly PersonId[]
	) => Promise<readonly PersonAttendance[]>;
	/** People opened a session, or no longer have it open. */
	readonly onPresence: (
		session: SessionId,
		came: readonly PersonId[],
		went: readonly PersonId[]
	) => void;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** What to tell the sockets of a session. */
interface News {
	/** Sockets that entered and get everything. */
	readonly entered: Set<string>;
	/** People whose attendance changed. */
	readonly people: Set<PersonId>;
	everybody: boolean;
	run: boolean;
}

/**
 * Tells the sockets of each session its presence, run and attendance. A socket that enters gets everything once, the
 * others only changes. State is read at the time of delivery, and deliveries do not overlap, so nobody is left with old
 * state.
 */
export class SessionNews {
	readonly #io: LiveServer;
	readonly #options: NewsOptions;
	readonly #news: Gather<News>;
	readonly #present = new Map<SessionId, Map<PersonId, Present>>();

	constructor(io: LiveServer, options: NewsOptions) {
		this.#io = io;
		this.#options = options;
		this.#news = new Gather<News>({
			pause: PAUSE,
			none: () => ({ entered: new Set(), people: new Set(), everybody: false, run: false }),
			deliver: (session, news) => this.#tell(session, news),
			unawaited: options.unawaited
		});
	}

	/** A socket entered a session. */
	entered(session: SessionId, socket: string): void {
		this.#news.add(session, ({ entered }) => entered.add(socket));
	}

	/** The presence in a session may have changed. */
	look(session: SessionId): void {
		this.#news.add(session, () => undefined);
	}

	/** The running item or the floor changed. */
	run(session: SessionId): void {
		this.#news.add(session, (news) => (news.run = true));
	}

	/** The attendance of these people changed. */
	attendance(session: SessionId, people: readonly PersonId[]): void {
		this.#news.add(session, (news) => people.forEach((person) => news.people.add(person)));
	}

	/** The attendance of everybody changed. */
	attendanceOfAll(session: SessionId): void {
		this.#news.add(session, (news) => (news.everybody = true));
	}

	/** Who has a session open, as of the last delivery. */
	present(session: SessionId): PersonId[] {
		return [...(this.#present.get(session)?.keys() ?? [])];
	}

	async #tell(session: SessionId, { entered, people, everybody, run }: News): Promise<void> {
		const { sockets, came, went } = await this.#compare(session);
		// Both are based on the session's room, so that a socket removed from it meanwhile gets nothing more.
		const room = this.#io.to(`session:${session}`);
		const newcomers = room.except(sockets.filter((id) => !entered.has(id)));
		const others = room.except([...entered]);
		if (came.length > 0 || went.length > 0) {
			others.emit('presentChanged', session, came, went);
			const people = came.map(({ person }) => person);
			this.#options.onPresence(session, people, went);
		}
		if (run) await this.#tellRun(session, others);
		if (everybody) others.emit('attendance', session, await this.#options.attendance(session));
		else if (people.size > 0) {
			const changed = await this.#options.attendance(session, [...people]);
			others.emit('attendanceChanged', session, changed);
		}
		if (entered.size > 0) await this.#tellAll(session, newcomers);
	}

	async #tellAll(session: SessionId, to: Listeners): Promise<void> {
		to.emit('present', session, [...(this.#present.get(session)?.values() ?? [])]);
		await this.#tellRun(session, to);
		to.emit('attendance', session, await this.#options.attendance(session));
	}

	async #tellRun(session: SessionId, to: Listeners): Promise<void> {
		const run = await this.#options.run(session);
		if (run) to.emit('run', session, run);
	}

	/** Reads who is present now, and what changed since the last call. */
	async #compare(session: SessionId) {
		const before = this.#present.get(session) ?? new Map<PersonId, Present>();
		const now = new Map<PersonId, Present>();
		const sockets = await this.#io.in(`session:${session}`).fetchSockets();
		for (const { data } of sockets) {
			const { person, name, organisation, colour } = data.visitor;
			now.set(person, { person, name, organisation, colour });
		}
		if (now.size > 0) this.#present.set(session, now);
		else this.#present.delete(session);
		return {
			sockets: sockets.map(({ id }) => id),
			came: [...now.values()].filter(({ person }) => !before.has(person)),
			went: [...before.keys()].filter((person) => !now.has(person))
		};
	}

	/** Stops delivering. */
	close(): void {
		this.#news.close();
	}
}
