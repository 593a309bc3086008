import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { enter } from '#lib/server/entrance.ts';
import { allowed, failed } from '#lib/server/request.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** Says only who is invited where; a program that looks at links in mails does not use it up. */
export const load: PageServerLoad = async ({ params }) => {
	const { name, title, reference, timeZone, until } = allowed(
		await app().guests.read(params.token)
	);
	return { name, title, reference, timeZone, until };
};

export const actions: Actions = {
	default: async (event) => {
		const guest = await app().guests.enter(event.params.token);
		if (isRefusal(guest)) return failed(guest);
		const refusal = await enter(event, guest.person);
		if (refusal) return failed(refusal);
		redirect(303, `/sessions/${guest.session}`);
	}
};
