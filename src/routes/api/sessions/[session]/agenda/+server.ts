import { app } from '#lib/server/app.ts';
import { agendaItem } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import type { RequestHandler } from './$types';

/** Adds an agenda item at the end. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	allowed(await app().participation.allow(id, session, 'edit agenda'));
	const { plannedMinutes, ...item } = await body(event, agendaItem);
	return Response.json({
		id: allowed(await app().agenda.add(id, session, { ...item, plannedMinutes }))
	});
};
