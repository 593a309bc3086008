import { app } from '#lib/server/app.ts';
import { failed, form, signedIn } from '#lib/server/request.ts';
import { dismissForm } from '#shared/commands/accounts.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** What runs, what waits for the person, their actions by due date, and their sessions. */
export const load: PageServerLoad = async (event) => {
	const { id } = signedIn(event);
	event.depends('board:registers');
	const { homes, sessions } = app();
	return { sessions: await sessions.of(id), home: await homes.of(id) };
};

export const actions: Actions = {
	dismiss: async (event) => {
		const { id } = signedIn(event);
		const typed = await form(event, dismissForm);
		if (isRefusal(typed)) return failed(typed);
		const refusal = await app().homes.dismissFirstSteps(id);
		return refusal ? failed(refusal) : {};
	}
};
