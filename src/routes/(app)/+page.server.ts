import { app } from '#lib/server/app.ts';
import { signedIn } from '#lib/server/request.ts';
import { isPending } from '#shared/follow-up/status.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = signedIn(event);
	event.depends('board:registers');
	const { sessions, actions } = app();
	const all = await actions.of(person.id);
	return {
		sessions: await sessions.of(person.id),
		myActions: all.filter(
			(action) => action.leadPerson?.id === person.id && !action.void && isPending(action.status)
		)
	};
};
