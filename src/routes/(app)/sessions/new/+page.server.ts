import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { failed, form, signedIn } from '#lib/server/request.ts';
import { chosenSeries, newSessionForm } from '#shared/commands/sessions.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = signedIn(event);
	const { templates, series } = app();
	return {
		templates: await templates.for(person.organisation.id),
		series: await series.of(person.id)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const person = signedIn(event);
		const typed = await form(event, newSessionForm);
		if (isRefusal(typed)) return failed(typed);
		const { template, series, newSeries, ...details } = typed;
		const rest = { purpose: undefined, source: undefined, community: '', clients: '' };
		const hosts = [person.organisation.name];
		const begin = { template, series: chosenSeries({ series, newSeries }) };
		const id = await app().found(person, { ...details, ...rest, hosts }, begin);
		if (isRefusal(id)) return failed(id);
		redirect(303, `/sessions/${id}`);
	}
};
