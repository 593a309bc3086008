import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { enter } from '#lib/server/entrance.ts';
import { allowed, failed, form } from '#lib/server/request.ts';
import { firstForm, passwordForm } from '#shared/commands/accounts.ts';
import type { PersonId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { person } = allowed(await app().welcoming.read(params.token));
	const known = person ? await app().people.get(person) : undefined;
	return { name: known?.name, isFirst: person === null };
};

export const actions: Actions = {
	default: async (event) => {
		const link = await app().welcoming.read(event.params.token);
		if (isRefusal(link)) return failed(link);
		return link.person ? setPassword(event) : makeFirst(event);
	}
};

async function setPassword(event: RequestEvent) {
	const typed = await form(event, passwordForm);
	if (isRefusal(typed)) return failed(typed);
	const person = await app().welcoming.setPassword(event.params.token, typed.password);
	return isRefusal(person) ? failed(person) : signIn(event, person);
}

async function makeFirst(event: RequestEvent) {
	const typed = await form(event, firstForm);
	if (isRefusal(typed)) return failed(typed);
	const person = await app().welcoming.makeFirst(event.params.token, typed);
	if (!isRefusal(person)) return signIn(event, person);
	const { name, email, organisation, code, country } = typed;
	return failed(person, { name, email, organisation, code, country });
}

async function signIn(event: RequestEvent, person: PersonId) {
	const refusal = await enter(event, person);
	if (refusal) return failed(refusal);
	redirect(303, '/');
}
