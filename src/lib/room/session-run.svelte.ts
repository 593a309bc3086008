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

/** The outcome of a run command: done, with what the item that was left lacks, refused, or what is missing. */
export type RunOutcome =
	| { readonly ok: true; readonly left: readonly Missing[] }
	| Exclude<Outcome, { readonly ok: true }>
	| { readonly ok: false; readonly missing: readonly Missing[] };

/** The data loaded with the page. */
export interface LoadedRun {
	readonly session: Pick<SessionView, 'details' | 'agenda'>;
	readonly run: RunView;
	readonly attendance: readonly PersonAttendance[];
}

/**
 * How the open session runs, as last received from the server and by the server's clock. An older view never replaces a
 * newer one, whichever way they arrive.
 */
export class SessionRun {
	readonly #loaded: () => LoadedRun;
	#said = $state.raw<RunView>();
	#attendance = $state.raw<AttendanceByPerson>();
	/** Undefined until the page runs in a browser; until then the server's time of rendering is shown. */
	#now = $state<number>();
	#ahead = 0; // ms by which the server's clock is ahead of this one

	constructor(loaded: () => LoadedRun) {
		this.#loaded = loaded;
	}

	/** Starts listening and the clock; returns a function that stops both. */
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

	/** The server's clock, in milliseconds since 1970; updated once a second. */
	get now(): number {
		return this.#now ?? this.view.now;
	}

	/** Everyone's attendance, as far as known. */
	get attendance(): AttendanceByPerson {
		return this.#attendance ?? withNews(NOBODY, this.#loaded().attendance);
	}

	readonly forecast: Forecast = $derived.by(() => {
		const { details, agenda } = this.#loaded().session;
		return forecast(agenda, this.view, details, this.now);
	});

	/** Sends a run command; the server's answer is applied at once. */
	async command(command: RunCommand): Promise<RunOutcome> {
		const outcome = await send(runContract, this.#params, command);
		if (!outcome.ok) return outcome;
		if (isMissed(outcome.value)) return { ok: false, missing: outcome.value.missing };
		this.#take(outcome.value.run);
		return { ok: true, left: outcome.value.left ?? [] };
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

/** The run of the page's session, for the features in it. */
export const [getRun, setRun] = createContext<SessionRun>();
