import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { instant } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { idSchema, type PersonId, type SessionId, type StayId } from '#shared/ids.ts';
import { STAY_MODES } from '#shared/run/attendance.ts';
import type { RequestHandler } from './$types';

const person = idSchema<PersonId>();
const stay = idSchema<StayId>();
const at = v.optional(instant);

const command = v.variant('do', [
	v.object({
		do: v.literal('arrive'),
		people: v.pipe(
			v.array(person),
			v.minLength(1, 'nobody'),
			v.maxLength(500, () => m.field_people())
		),
		mode: v.picklist(STAY_MODES),
		at
	}),
	v.object({ do: v.literal('leave'), person, at }),
	v.object({ do: v.literal('excuse'), person }),
	v.object({ do: v.literal('replace'), person, replacement: person }),
	v.object({ do: v.literal('expect'), person }),
	v.object({ do: v.literal('correct'), person, stay, arrivedAt: instant, leftAt: at }),
	v.object({ do: v.literal('erase'), person, stay })
]);

/** Writes who came, left, excused themselves or was replaced. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	allowed(await act(id, session, await body(event, command)));
	return Response.json({ done: true });
};

async function act(by: PersonId, session: SessionId, what: v.InferOutput<typeof command>) {
	const { attendance } = app();
	switch (what.do) {
		case 'arrive':
			return attendance.arrive(by, session, what);
		case 'leave':
			return attendance.leave(by, session, what);
		case 'excuse':
			return attendance.excuse(by, session, what);
		case 'replace':
			return attendance.replace(by, session, what);
		case 'expect':
			return attendance.expect(by, session, what);
		case 'correct':
			return attendance.correct(by, session, { ...what, leftAt: what.leftAt });
		case 'erase':
			return attendance.erase(by, session, what);
	}
}
