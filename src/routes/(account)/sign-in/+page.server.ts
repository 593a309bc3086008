import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { deviceOf, enter } from '#lib/server/entrance.ts';
import { failed, form } from '#lib/server/request.ts';
import { signInForm } from '#shared/commands/accounts.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only a path of this board is allowed; anything else would be an open redirect. */
const target = (url: URL) => {
	const to = url.searchParams.get('to') ?? '/';
	return /^\/(?![/\\])/.test(to) ? to : '/';
};

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.person) redirect(303, target(url));
};

export const actions: Actions = {
	default: async (event) => {
		const typed = await form(event, signInForm);
		if (isRefusal(typed)) return failed(typed);
		const from = { address: event.getClientAddress(), device: deviceOf(event) };
		const person = await app().credentials.check({ ...typed, ...from });
		if (isRefusal(person)) return failed(person, { email: typed.email });
		const refusal = await enter(event, person);
		if (refusal) return failed(refusal, { email: typed.email });
		redirect(303, target(event.url));
	}
};
