import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { agendaItem } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { idSchema, type AgendaItemId, type PersonId, type SessionId } from '#shared/ids.ts';
import type { Refusal } from '#shared/refusals.ts';
import type { RequestEvent, RequestHandler } from './$types';

const command = v.variant('do', [
	v.object({ do: v.literal('change'), item: v.partial(agendaItem) }),
	v.object({ do: v.literal('move'), after: v.optional(idSchema<AgendaItemId>()) }),
	v.object({ do: v.literal('remove') }),
	v.object({ do: v.literal('restore') })
]);

/** Changes, moves, removes or restores an agenda item. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	allowed(await app().participation.allow(id, session, 'edit agenda'));
	allowed(await act(event, id, session));
	return Response.json({ done: true });
};

async function act(
	event: RequestEvent,
	by: PersonId,
	session: SessionId
): Promise<Refusal | undefined> {
	const id = param(idSchema<AgendaItemId>(), event.params.item);
	const what = await body(event, command);
	const { agenda } = app();
	switch (what.do) {
		case 'change':
			return agenda.change(by, session, id, what.item);
		case 'move':
			return agenda.move(by, session, id, what.after);
		case 'remove':
			return agenda.remove(by, session, id);
		case 'restore':
			return agenda.restore(by, session, id);
	}
}
