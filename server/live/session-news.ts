import type { PersonId, SessionId } from '#shared/ids.ts';
import type { Present } from '#shared/protocol/live.ts';
import type { PersonAttendance } from '#shared/run/attendance.ts';
import type { RunView } from '#shared/run/run-view.ts';
import { Gather } from './gather.ts';
import type { Listeners, LiveServer } from './sockets.ts';

const PAUSE = 100; // ms between two tellings of a session, however many come, go and ask

export interface NewsOptions {
	/** How a session runs now. */
	readonly run: (session: SessionId) => Promise<RunView | undefined>;
	/** The attendance of these people, or of all. */
	readonly attendance: (
		session: SessionId,
		people?: readonly PersonId[]
	) => Promise<readonly PersonAttendance[]>;
	/** People opened a session, or have it open no more. */
	readonly onPresence: (
		session: SessionId,
		came: readonly PersonId[],
		went: readonly PersonId[]
	) => void;
	/** Takes work that nobody waits for. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** What is to be told in a session. */
interface News {
	/** Sockets that entered: they are told everything. */
	readonly entered: Set<string>;
	/** People whose attendance changed. */
	readonly people: Set<PersonId>;
	everybody: boolean;
	run: boolean;
}

/**
 * Who is here, what runs and who was there, told in each session. Who enters is told everything once; the others only
 * what changed. All of it is read when it is told, one telling after another, so nobody keeps an older word.
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

	/** Who is here may have changed. */
	look(session: SessionId): void {
		this.#news.add(session, () => undefined);
	}

	/** What runs, or who has the floor, changed. */
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

	/** Who has a session open, as it was told last. */
	present(session: SessionId): PersonId[] {
		return [...(this.#present.get(session)?.keys() ?? [])];
	}

	async #tell(session: SessionId, { entered, people, everybody, run }: News): Promise<void> {
		const { sockets, came, went } = await this.#compare(session);
		// Both are named by the session's room, so that whoever is taken out of it meanwhile hears nothing more.
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

	/** Looks who is here now, and says what changed since it looked last. */
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

	/** Nothing more is told. */
	close(): void {
		this.#news.close();
	}
}
