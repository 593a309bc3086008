import { app } from '#lib/server/app.ts';
import { param, signedIn } from '#lib/server/request.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import type { PageServerLoad } from './$types';

/** The layout has already refused everyone but participants. */
export const load: PageServerLoad = async (event) => {
	const { id } = signedIn(event);
	event.depends('board:registers');
	const { session } = await event.parent();
	const report = await app().report(id, param(idSchema<SessionId>(), event.params.session));
	return { title: session.details.title, report };
};
