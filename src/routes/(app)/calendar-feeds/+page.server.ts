import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { failed, form, signedIn } from '#lib/server/request.ts';
import { idSchema, type CalendarFeedId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

const choice = v.object({
	whose: v.picklist(['mine', 'organisation'], () => m.calendar_feeds_whose()),
	events: v.optional(v.literal('yes'))
});
const feed = v.object({ feed: idSchema<CalendarFeedId>() });

export const load: PageServerLoad = async (event) => ({
	feeds: await app().calendars.list(signedIn(event).id)
});

export const actions: Actions = {
	create: async (event) => {
		const { id } = signedIn(event);
		const typed = await form(event, choice);
		if (isRefusal(typed)) return failed(typed);
		const { whose, events } = typed;
		const token = await app().calendars.create(id, { whose, events: events === 'yes' });
		if (isRefusal(token)) return failed(token);
		return { link: `${event.url.origin}/calendar/${token}` };
	},
	revoke: async (event) => {
		const { id } = signedIn(event);
		const typed = await form(event, feed);
		if (isRefusal(typed)) return failed(typed);
		const refusal = await app().calendars.revoke(id, typed.feed);
		return refusal ? failed(refusal) : { revoked: true };
	}
};
