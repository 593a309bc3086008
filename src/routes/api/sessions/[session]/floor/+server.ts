import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { idSchema, type PersonId, type SessionId, type TurnId } from '#shared/ids.ts';
import { TURN_KINDS } from '#shared/run/floor.ts';
import type { RequestHandler } from './$types';

const turn = idSchema<TurnId>();

const command = v.variant('do', [
	v.object({
		do: v.literal('ask'),
		kind: v.picklist(TURN_KINDS),
		person: v.optional(idSchema<PersonId>())
	}),
	v.object({ do: v.literal('give'), turn, from: v.optional(turn) }),
	v.object({ do: v.literal('end'), turn })
]);

/** Asks for the floor, gives it, ends it. Answers with how the session runs then. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	allowed(await act(id, session, await body(event, command)));
	return Response.json({ run: await app().run.view(session) });
};

async function act(by: PersonId, session: SessionId, what: v.InferOutput<typeof command>) {
	const { floor } = app();
	switch (what.do) {
		case 'ask':
			return floor.ask(by, session, { kind: what.kind, person: what.person });
		case 'give':
			return floor.give(by, session, { turn: what.turn, from: what.from });
		case 'end':
			return floor.end(by, session, { turn: what.turn });
	}
}
