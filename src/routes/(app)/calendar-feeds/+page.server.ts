import { app } from '#lib/server/app.ts';
import { failed, form, signedIn } from '#lib/server/request.ts';
import { feedForm, someFeedForm } from '#shared/commands/accounts.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	feeds: await app().calendars.list(signedIn(event).id)
});

export const actions: Actions = {
	create: async (event) => {
		const { id } = signedIn(event);
		const typed = await form(event, feedForm);
		if (isRefusal(typed)) return failed(typed);
		const { whose, events } = typed;
		const token = await app().calendars.create(id, { whose, events: events === 'yes' });
		if (isRefusal(token)) return failed(token);
		return { link: `${event.url.origin}/calendar/${token}` };
	},
	revoke: async (event) => {
		const { id } = signedIn(event);
		const typed = await form(event, someFeedForm);
		if (isRefusal(typed)) return failed(typed);
		const refusal = await app().calendars.revoke(id, typed.feed);
		return refusal ? failed(refusal) : { revoked: true };
	}
};
