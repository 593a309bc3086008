import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { failed, form } from '#lib/server/request.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

const fields = v.object({
	email: v.pipe(v.string(), v.maxLength(320)),
	password: v.pipe(v.string(), v.maxLength(1_024))
});

/** Only a path of this board; anything else would send people elsewhere after sign-in. */
const target = (url: URL) => {
	const to = url.searchParams.get('to') ?? '/';
	return /^\/(?![/\\])/.test(to) ? to : '/';
};

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.person) redirect(303, target(url));
};

export const actions: Actions = {
	default: async (event) => {
		const typed = await form(event, fields);
		if (isRefusal(typed)) return failed(typed);
		const { credentials, logins } = app();
		const person = await credentials.check(typed.email, typed.password, event.getClientAddress());
		if (isRefusal(person)) return failed(person, { email: typed.email });
		const cookie = await logins.start(person);
		event.cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
		redirect(303, target(event.url));
	}
};
