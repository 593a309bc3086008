import { app } from '#lib/server/app.ts';
import { param, sender, stop } from '#lib/server/request.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import { refuse } from '#shared/refusals.ts';
import type { RequestHandler } from './$types';

/** Who can lead an action of a session: its delegations with their people, to those who take part. */
export const GET: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	const { participation } = app();
	if (!(await participation.reader(id, session))) stop(refuse('not-found'));
	const delegations = await participation.delegations(session);
	return Response.json({
		delegations: delegations.map(({ organisation: { id: at, code, name }, people }) => ({
			...{ organisation: at, code, name },
			people: people.map((one) => ({ id: one.person, name: one.name }))
		}))
	});
};
