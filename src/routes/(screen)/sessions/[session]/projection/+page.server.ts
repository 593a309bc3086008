import { app } from '#lib/server/app.ts';
import { allowed, param, signedIn, stop } from '#lib/server/request.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import { refuse } from '#shared/refusals.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const asOf = Date.now();
	const { id: person } = signedIn(event);
	const id = param(idSchema<SessionId>(), event.params.session);
	event.depends(`board:session:${id}`);
	const { participation, run, minutes } = app();
	const reader = await participation.reader(person, id);
	const view = reader && (await run.view(id));
	if (!reader || !view) return stop(refuse('not-found'));
	return { asOf, person, projection: allowed(await minutes.screen(id, reader)), run: view };
};
