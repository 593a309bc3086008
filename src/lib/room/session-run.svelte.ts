import { createContext } from 'svelte';
import { isMissed, type Missing } from '#shared/run/closing.ts';
import type { AgendaItemId, DocumentId, PersonId, SessionId, StayId, TurnId } from '#shared/ids.ts';
import {
	withNews,
	type AttendanceByPerson,
	type PersonAttendance,
	type StayMode
} from '#shared/run/attendance.ts';
import type { TurnKind } from '#shared/run/floor.ts';
import { forecast, type Forecast } from '#shared/run/forecast.ts';
import type { Disposition, RunView } from '#shared/run/run-view.ts';
import type { SessionView } from '#shared/room/session-view.ts';
import { send, type Outcome } from './command.ts';
import type { LiveChannel } from './live-channel.svelte.ts';

const TICK = 1_000; // ms
const NOBODY: AttendanceByPerson = new Map();

export type RunCommand =
	| { readonly do: 'start' | 'suspend' | 'resume' }
	| { readonly do: 'next'; readonly from: AgendaItemId | undefined; readonly overrule?: string }
	| { readonly do: 'go'; readonly from: AgendaItemId | undefined; readonly to: AgendaItemId }
	| { readonly do: 'close'; readonly overrule?: string }
	| { readonly do: 'shorten'; readonly item: AgendaItemId; readonly minutes: number }
	| { readonly do: 'dispose'; readonly item: AgendaItemId; readonly to: Disposition | undefined }
	| { readonly do: 'present'; readonly document: DocumentId | undefined };

export type FloorCommand =
	| { readonly do: 'ask'; readonly kind: TurnKind; readonly person?: PersonId }
	| { readonly do: 'give'; readonly turn: TurnId; readonly from: TurnId | undefined }
	| { readonly do: 'end'; readonly turn: TurnId };

export type AttendanceCommand =
	| {
			readonly do: 'arrive';
			readonly people: readonly PersonId[];
			readonly mode: StayMode;
			readonly at?: number;
	  }
	| { readonly do: 'leave'; readonly person: PersonId; readonly at?: number }
	| { readonly do: 'excuse' | 'expect'; readonly person: PersonId }
	| { readonly do: 'replace'; readonly person: PersonId; readonly replacement: PersonId }
	| {
			readonly do: 'correct';
			readonly person: PersonId;
			readonly stay: StayId;
			readonly arrivedAt: number;
			readonly leftAt: number | undefined;
	  }
	| { readonly do: 'erase'; readonly person: PersonId; readonly stay: StayId };

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
	command(command: RunCommand): Promise<RunOutcome> {
		return this.#send('run', command);
	}

	floor(command: FloorCommand): Promise<RunOutcome> {
		return this.#send('floor', command);
	}

	keep(command: AttendanceCommand): Promise<Outcome> {
		return send(this.#path('attendance'), command);
	}

	#path(noun: string): string {
		return `/api/sessions/${this.#loaded().session.details.id}/${noun}`;
	}

	async #send(noun: 'run' | 'floor', command: RunCommand | FloorCommand): Promise<RunOutcome> {
		const outcome = await send(this.#path(noun), command);
		if (!outcome.ok) return outcome;
		if (isMissed(outcome.value)) return { ok: false, missing: outcome.value.missing };
		this.#take((outcome.value as { run: RunView }).run);
		return outcome;
	}
}

/** How the page's session runs, for the features in it. */
export const [getRun, setRun] = createContext<SessionRun>();
