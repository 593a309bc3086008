import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import * as field from '#lib/server/fields.ts';
import { failed, form, signedIn, stop } from '#lib/server/request.ts';
import { idSchema, type PersonId } from '#shared/ids.ts';
import { isRefusal, refuse } from '#shared/refusals.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const organisation = v.object({
	name: field.title,
	code: field.organisationCode,
	country: field.country,
	timeZone: v.optional(field.orEmpty(field.timeZone), '')
});
const zone = v.object({
	organisation: field.organisationId,
	timeZone: field.orEmpty(field.timeZone)
});
const person = v.object({
	organisation: field.organisationId,
	name: field.title,
	function: field.shortText,
	email: field.orEmpty(field.email)
});
const someone = v.object({ person: idSchema<PersonId>() });

function administrator(event: Pick<RequestEvent, 'locals' | 'url'>) {
	const me = signedIn(event as RequestEvent);
	if (!me.administrator) stop(refuse('not-found'));
	return me;
}

export const load: PageServerLoad = async (event) => {
	administrator(event);
	const { people, organisations } = app();
	return { people: await people.list(), organisations: await organisations.list() };
};

export const actions: Actions = {
	organisation: async (event) => {
		administrator(event);
		const about = 'organisation';
		const typed = await form(event, organisation);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const added = await app().organisations.add(typed);
		const { timeZone = '', ...rest } = typed;
		if (isRefusal(added)) return failed(added, { ...rest, timeZone }, about);
		return { about, done: m.administration_was_added({ name: typed.name }) };
	},
	zone: async (event) => {
		administrator(event);
		const about = 'zone';
		const typed = await form(event, zone);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const refusal = await app().moveOrganisation(typed.organisation, typed.timeZone);
		return refusal
			? failed(refusal, undefined, about)
			: { about, done: m.administration_saved_sentence() };
	},
	person: async (event) => {
		administrator(event);
		const about = 'person';
		const typed = await form(event, person);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const { email, ...rest } = typed;
		const added = await app().people.add(email ? { ...rest, email } : rest);
		if (isRefusal(added)) return failed(added, { ...rest, email: email ?? '' }, about);
		if (!email)
			return { about, done: m.administration_was_added_and_cannot_sign({ name: typed.name }) };
		return {
			about,
			done: m.administration_was_added({ name: typed.name }),
			link: await linkFor(event, added)
		};
	},
	link: async (event) => {
		administrator(event);
		const about = 'link';
		const typed = await form(event, someone);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const known = await app().people.get(typed.person);
		if (!known) return failed(refuse('not-found'), undefined, about);
		const link = await linkFor(event, known.id);
		return { about, done: m.administration_a_link_for_to_set({ name: known.name }), link };
	}
};

async function linkFor({ url }: RequestEvent, id: PersonId): Promise<string> {
	return `${url.origin}/welcome/${await app().credentials.createLink(id)}`;
}
