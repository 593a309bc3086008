import { createContext } from 'svelte';
import { isMissed, type Missing } from '#shared/run/closing.ts';
import {
	attendanceContract,
	floorContract,
	runContract,
	type AttendanceCommand,
	type FloorCommand,
	type RunCommand
} from '#shared/commands/run.ts';
import type { SessionId } from '#shared/ids.ts';
import {
	withNews,
	type AttendanceByPerson,
	type PersonAttendance
} from '#shared/run/attendance.ts';
import { forecast, type Forecast } from '#shared/run/forecast.ts';
import type { RunView } from '#shared/run/run-view.ts';
import type { SessionView } from '#shared/room/session-view.ts';
import { send, type Outcome } from './command.ts';
import type { LiveChannel } from './live-channel.svelte.ts';

const TICK = 1_000; // ms
const NOBODY: AttendanceByPerson = new Map();

/** What became of a command: done, why not, or what is missing first. */
export type RunOutcome = Outcome | { readonly ok: false; readonly missing: readonly Missing[] };

/** What the page was loaded with. */
export interface LoadedRun {
	readonly session: Pick<SessionView, 'details' | 'agenda'>;
	readonly run: RunView;
	readonly attendance: readonly PersonAttendance[];
}

/**
 * How the open session runs, as the server said it last, by the server's clock. An older word never takes the place of a
 * newer one, whichever way they came.
 */
export class SessionRun {
	readonly #loaded: () => LoadedRun;
	#said = $state.raw<RunView>();
	#attendance = $state.raw<AttendanceByPerson>();
	/** Undefined until the page runs in a browser: then its clock stands where the server's did. */
	#now = $state<number>();
	#ahead = 0; // ms by which the server's clock is ahead of this one

	constructor(loaded: () => LoadedRun) {
		this.#loaded = loaded;
	}

	/** Listens and lets the clocks run; returns how to stop. */
	enter(live: LiveChannel, session: SessionId): () => void {
		this.#set(this.view.now);
		const stops = [
			live.onRun(session, (run) => this.#take(run)),
			live.onAttendance(session, (people, isAll) => this.#hear(people, isAll))
		];
		const timer = setInterval(() => (this.#now = Date.now() + this.#ahead), TICK);
		return () => {
			clearInterval(timer);
			for (const stop of stops) stop();
		};
	}

	#set(now: number): void {
		this.#ahead = now - Date.now();
		this.#now = now;
	}

	#take(run: RunView): void {
		if (run.revision < this.view.revision) return;
		this.#said = run;
		this.#set(run.now);
	}

	#hear(people: readonly PersonAttendance[], isAll: boolean): void {
		this.#attendance = withNews(isAll ? NOBODY : this.attendance, people);
	}

	get view(): RunView {
		const { run } = this.#loaded();
		return this.#said && this.#said.revision >= run.revision ? this.#said : run;
	}

	/** The server's clock, in milliseconds since 1970; moves once a second. */
	get now(): number {
		return this.#now ?? this.view.now;
	}

	/** What is known of everybody's attendance. */
	get attendance(): AttendanceByPerson {
		return this.#attendance ?? withNews(NOBODY, this.#loaded().attendance);
	}

	readonly forecast: Forecast = $derived.by(() => {
		const { details, agenda } = this.#loaded().session;
		return forecast(agenda, this.view, details, this.now);
	});

	/** Commands what runs; what the server answers is taken at once. */
	async command(command: RunCommand): Promise<RunOutcome> {
		const outcome = await send(runContract, this.#params, command);
		if (!outcome.ok) return outcome;
		if (isMissed(outcome.value)) return { ok: false, missing: outcome.value.missing };
		this.#take(outcome.value.run);
		return outcome;
	}

	async floor(command: FloorCommand): Promise<Outcome> {
		const outcome = await send(floorContract, this.#params, command);
		if (outcome.ok) this.#take(outcome.value.run);
		return outcome;
	}

	keep(command: AttendanceCommand): Promise<Outcome> {
		return send(attendanceContract, this.#params, command);
	}

	get #params() {
		return { session: this.#loaded().session.details.id };
	}
}

/** How the page's session runs, for the features in it. */
export const [getRun, setRun] = createContext<SessionRun>();
