import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import * as field from '#lib/server/fields.ts';
import { allowed, failed, form } from '#lib/server/request.ts';
import type { PersonId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const own = v.object({ password: v.string() });
const first = v.object({
	name: field.title,
	email: field.email,
	organisation: field.title,
	code: field.organisationCode,
	country: field.country,
	password: v.string()
});

export const load: PageServerLoad = async ({ params }) => {
	const { person } = allowed(await app().credentials.readLink(params.token));
	const known = person ? await app().people.get(person) : undefined;
	return { name: known?.name, isFirst: person === null };
};

export const actions: Actions = {
	default: async (event) => {
		const link = await app().credentials.readLink(event.params.token);
		if (isRefusal(link)) return failed(link);
		return link.person ? setPassword(event) : makeFirst(event);
	}
};

async function setPassword(event: RequestEvent) {
	const typed = await form(event, own);
	if (isRefusal(typed)) return failed(typed);
	const person = await app().welcoming.setPassword(event.params.token, typed.password);
	return isRefusal(person) ? failed(person) : signIn(event, person);
}

async function makeFirst(event: RequestEvent) {
	const typed = await form(event, first);
	if (isRefusal(typed)) return failed(typed);
	const person = await app().welcoming.makeFirst(event.params.token, typed);
	if (!isRefusal(person)) return signIn(event, person);
	const { name, email, organisation, code, country } = typed;
	return failed(person, { name, email, organisation, code, country });
}

/** A new password ends every other login of the person. */
async function signIn(event: RequestEvent, person: PersonId) {
	await app().logins.endAll(person);
	const cookie = await app().logins.start(person);
	event.cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
	redirect(303, '/');
}
