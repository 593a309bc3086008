import { app } from '#lib/server/app.ts';
import { signedIn } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = signedIn(event);
	event.depends('board:registers');
	return { decisions: await app().decisions.of(person.id) };
};
