import { app } from '#lib/server/app.ts';
import { param, signedIn, stop } from '#lib/server/request.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import { refuse } from '#shared/refusals.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id: person } = signedIn(event);
	const id = param(idSchema<SessionId>(), event.params.session);
	event.depends(`board:session:${id}`);
	const { copies, editions, participation } = app();
	const reader = await participation.reader(person, id);
	if (!reader) return stop(refuse('not-found'));
	const own = (await participation.delegations(id)).find(
		({ organisation }) => organisation.id === reader.organisation
	);
	return {
		minutes: await editions.view(id, reader),
		copies: await copies.list(id, person),
		own: own?.organisation.code ?? ''
	};
};
