import { app } from '#lib/server/app.ts';
import { signedIn } from '#lib/server/request.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const person = signedIn(event);
	event.depends('board:notifications');
	return { person, notifications: await app().notices.views(person.id) };
};
