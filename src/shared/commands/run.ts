import { m } from '#messages/messages.js';
import * as v from 'valibot';
import type { Missed, Missing } from '../run/closing.ts';
import { TURN_KINDS } from '../run/floor.ts';
import { STAY_MODES } from '../run/attendance.ts';
import { DISPOSITIONS, type RunView } from '../run/run-view.ts';
import { answers, contract, type Done, type Sent } from './contract.ts';
import {
	documentId,
	instant,
	itemId,
	personId,
	plannedMinutes,
	reason,
	sessionId,
	stayId,
	turnId
} from './fields.ts';

const params = { session: sessionId };
const from = v.optional(itemId);
const overrule = v.optional(reason);

/** Runs the session. Answers with the new run view and what the item that was left lacks, or with what is missing before it can be closed. */
export const runContract = contract({
	...{ path: '/api/sessions/[session]/run', params },
	body: v.variant('do', [
		v.object({ do: v.literal('start') }),
		v.object({ do: v.literal('suspend'), minutes: v.optional(plannedMinutes) }),
		v.object({ do: v.literal('resume') }),
		v.object({ do: v.literal('next'), from }),
		v.object({ do: v.literal('back'), from: itemId, to: v.optional(itemId) }),
		v.object({ do: v.literal('go'), from, to: itemId }),
		v.object({ do: v.literal('close'), overrule }),
		v.object({ do: v.literal('plan'), item: itemId, minutes: plannedMinutes }),
		v.object({
			do: v.literal('dispose'),
			item: itemId,
			to: v.optional(v.picklist(DISPOSITIONS))
		}),
		v.object({ do: v.literal('present'), document: v.optional(documentId) })
	]),
	answer: answers<{ readonly run: RunView; readonly left?: readonly Missing[] } | Missed>()
});
export type RunCommand = Sent<typeof runContract>;

/** Asks for, gives or ends the floor. Answers with the new run view. */
export const floorContract = contract({
	...{ path: '/api/sessions/[session]/floor', params },
	body: v.variant('do', [
		v.object({
			do: v.literal('ask'),
			kind: v.picklist(TURN_KINDS),
			person: v.optional(personId)
		}),
		v.object({ do: v.literal('give'), turn: turnId, from: v.optional(turnId) }),
		v.object({ do: v.literal('end'), turn: turnId })
	]),
	answer: answers<{ readonly run: RunView }>()
});
export type FloorCommand = Sent<typeof floorContract>;

const at = v.optional(instant);

/** Records who arrived, left, was excused or was replaced. */
export const attendanceContract = contract({
	...{ path: '/api/sessions/[session]/attendance', params },
	body: v.variant('do', [
		v.object({
			do: v.literal('arrive'),
			people: v.pipe(
				v.array(personId),
				v.minLength(1, 'nobody'),
				v.maxLength(500, () => m.field_at_most_500())
			),
			mode: v.picklist(STAY_MODES),
			at
		}),
		v.object({ do: v.literal('leave'), person: personId, at }),
		v.object({ do: v.literal('excuse'), person: personId }),
		v.object({ do: v.literal('replace'), person: personId, replacement: personId }),
		v.object({ do: v.literal('expect'), person: personId }),
		v.object({
			do: v.literal('correct'),
			person: personId,
			stay: stayId,
			arrivedAt: instant,
			leftAt: at
		}),
		v.object({ do: v.literal('erase'), person: personId, stay: stayId })
	]),
	answer: answers<Done>()
});
export type AttendanceCommand = Sent<typeof attendanceContract>;
