import { m } from '#messages/messages.js';
import type { PersonId, SessionId, StayId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { fits, type PersonAttendance, type Stay, type StayMode } from '#shared/run/attendance.ts';
import type { SessionState } from '#shared/run/run-view.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import {
	addStays,
	clearAbsence,
	dropStay,
	readAttendance,
	writeAbsence,
	writeStay
} from './attendance-rows.ts';
import type { Commands } from '../commands/commands.ts';
import { participantAt } from '../sessions/participant-rows.ts';
import { sessionRow } from './run-rows.ts';

export interface AttendanceOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
}

type Done = Promise<Refusal | undefined>;

/** Attendance recorded by hand: arrivals, departures, excuses and replacements. A person's stays never overlap. */
export class Attendance {
	readonly #options: AttendanceOptions;

	constructor(options: AttendanceOptions) {
		this.#options = options;
	}

	/** The attendance of some people, or of all. Check first that the reader is a participant. */
	list(session: SessionId, people?: readonly PersonId[]): Promise<PersonAttendance[]> {
		return readAttendance(this.#options.database, session, people);
	}

	/** Records arrivals, now or at another time. For people who are present already, corrects how they attend. */
	arrive(
		by: PersonId,
		session: SessionId,
		{ people, mode, at }: { people: readonly PersonId[]; mode: StayMode; at?: number | undefined }
	): Done {
		const order = { name: 'arrive', people, detail: { mode, at }, times: [at] } as const;
		return this.#command(by, session, order, async (asked) => {
			if (asked.state === 'closed') return refuse('run-closed');
			const arrivedAt = at ?? asked.now;
			const isClear = asked.known.every(
				({ stays }) => openStay(stays) ?? fits({ arrivedAt, leftAt: undefined }, stays)
			);
			if (!isClear) return refuse('stay-overlaps');
			for (const known of asked.known) await arrive(asked, known, { mode, arrivedAt });
			return undefined;
		});
	}

	/** Records that the person left, now or at another time. */
	leave(
		by: PersonId,
		session: SessionId,
		{ person, at }: { person: PersonId; at?: number | undefined }
	): Done {
		const order = { name: 'leave', people: [person], detail: { at }, times: [at] } as const;
		return this.#command(by, session, order, async ({ database, known, now }) => {
			const open = openStay(known[0]?.stays);
			const leftAt = at ?? now;
			if (open && leftAt < open.arrivedAt) return refuse('stay-overlaps');
			if (open) await writeStay(database, open.id, { left_at: leftAt });
			return undefined;
		});
	}

	/** Records that the person is excused. */
	excuse(by: PersonId, session: SessionId, { person }: { person: PersonId }): Done {
		return this.#command(
			by,
			session,
			{ name: 'excuse', people: [person] },
			async ({ database }) => {
				await writeAbsence(database, session, person, { kind: 'excused' });
				return undefined;
			}
		);
	}

	/** Records that somebody else of the same delegation came instead. */
	replace(
		by: PersonId,
		session: SessionId,
		{ person, replacement }: { person: PersonId; replacement: PersonId }
	): Done {
		const order = { name: 'replace', people: [person], detail: { replacement } } as const;
		return this.#command(by, session, order, async ({ database }) => {
			const delegation = await participantAt(database, session, person);
			const other = await participantAt(database, session, replacement);
			if (person === replacement || other !== delegation)
				return refuse('bad-request', m.attendance_somebody_else());
			await writeAbsence(database, session, person, { kind: 'replaced', by: replacement });
			return undefined;
		});
	}

	/** Takes back that the person is excused or replaced. */
	expect(by: PersonId, session: SessionId, { person }: { person: PersonId }): Done {
		return this.#command(
			by,
			session,
			{ name: 'expect', people: [person] },
			async ({ database }) => {
				await clearAbsence(database, session, person);
				return undefined;
			}
		);
	}

	/** Corrects the times of a stay. */
	correct(
		by: PersonId,
		session: SessionId,
		{ person, stay, arrivedAt, leftAt }: Correction & { person: PersonId }
	): Done {
		const detail = { stay, arrivedAt, leftAt };
		const order = {
			name: 'correct',
			people: [person],
			detail,
			times: [arrivedAt, leftAt]
		} as const;
		return this.#command(by, session, order, async (asked) => {
			const stays = asked.known[0]?.stays ?? [];
			if (!stays.some(({ id }) => id === stay)) return refuse('not-found');
			if (asked.state === 'closed' && leftAt === undefined) return refuse('run-closed');
			const others = stays.filter(({ id }) => id !== stay);
			if (!fits({ arrivedAt, leftAt }, others)) return refuse('stay-overlaps');
			const change = { arrived_at: arrivedAt, left_at: leftAt ?? null, source: 'hand' } as const;
			await writeStay(asked.database, stay, change);
			return undefined;
		});
	}

	/** Removes a stay that was recorded by mistake. */
	erase(
		by: PersonId,
		session: SessionId,
		{ person, stay }: { person: PersonId; stay: StayId }
	): Done {
		const order = { name: 'erase', people: [person], detail: { stay } } as const;
		return this.#command(by, session, order, async ({ database, known }) => {
			if (known[0]?.stays.some(({ id }) => id === stay)) await dropStay(database, stay);
			return undefined;
		});
	}

	/** Refuses people who are not participants, and times in the future. */
	#command(
		by: PersonId,
		session: SessionId,
		{ name: verb, people, detail, times = [] }: PeopleOrder,
		act: (asked: Asked) => Done
	): Done {
		const { commands, events } = this.#options;
		const name = `attendance.${verb}` as const;
		const order = { by, session, name, detail: { people, ...detail } };
		return commands.execute<undefined>(order, {
			act: async (database) => {
				const now = Date.now();
				if (times.some((time) => time !== undefined && time > now + SKEW))
					return refuse('bad-request', m.attendance_in_the_future());
				for (const person of people)
					if (!(await participantAt(database, session, person)))
						return refuse('bad-request', m.field_no_such_participant());
				const { state } = await sessionRow(database, session);
				const known = await readAttendance(database, session, people);
				return act({ database, session, state, known, now });
			},
			tell: () => events.emit('attendance', session, people)
		});
	}
}

const SKEW = 60_000; // ms that a browser's clock may be ahead

interface PeopleOrder {
	readonly name: 'arrive' | 'leave' | 'excuse' | 'replace' | 'expect' | 'correct' | 'erase';
	readonly people: readonly PersonId[];
	readonly detail?: Readonly<Record<string, unknown>>;
	readonly times?: readonly (number | undefined)[];
}

export interface Correction {
	readonly stay: StayId;
	readonly arrivedAt: number;
	readonly leftAt: number | undefined;
}

interface Asked {
	readonly database: Database;
	readonly session: SessionId;
	readonly state: SessionState;
	/** The people that the command is about, in its order. */
	readonly known: readonly PersonAttendance[];
	readonly now: number;
}

function openStay(stays: readonly Stay[] = []): Stay | undefined {
	return stays.find(({ leftAt }) => leftAt === undefined);
}

/** A change of mode begins another stay, unless the mode so far was only inferred from joining. */
async function arrive(
	{ database, session }: Asked,
	{ person, stays }: PersonAttendance,
	{ mode, arrivedAt }: Pick<Stay, 'mode' | 'arrivedAt'>
): Promise<void> {
	const open = openStay(stays);
	if (open && (open.mode === mode || open.source === 'joined'))
		return writeStay(database, open.id, { mode, source: 'hand' });
	if (open) {
		if (arrivedAt <= open.arrivedAt) return writeStay(database, open.id, { mode });
		await writeStay(database, open.id, { left_at: arrivedAt });
	}
	await addStays(database, session, [person], { mode, source: 'hand', arrivedAt });
}
