import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import * as field from '#lib/server/fields.ts';
import { allowed, failed, form } from '#lib/server/request.ts';
import type { PersonId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

const password = v.object({ password: v.string() });
const administrator = v.object({
	name: field.title,
	email: field.email,
	organisation: field.title,
	code: v.pipe(
		v.string(),
		v.trim(),
		v.regex(/^[A-Za-z0-9-]{2,20}$/, '2 to 20 letters, digits, hyphens')
	),
	country: v.pipe(
		v.string(),
		v.trim(),
		v.toUpperCase(),
		v.regex(/^[A-Z]{2,3}$/, 'such as FR, EU or INT')
	),
	password: v.string()
});

export const load: PageServerLoad = async ({ params }) => {
	const { person } = allowed(await app().credentials.readLink(params.token));
	const known = person ? await app().people.get(person) : undefined;
	return { name: known?.name, isFirst: person === null };
};

export const actions: Actions = {
	default: async (event) => {
		const { credentials, logins } = app();
		const link = await credentials.readLink(event.params.token);
		if (isRefusal(link)) return failed(link);
		const done = link.person ? await setOwn(event, link.person) : await addFirst(event);
		if (isRefusal(done.result)) return failed(done.result, done.typed);
		await credentials.spendLink(event.params.token);
		await logins.endAll(done.result);
		const cookie = await logins.start(done.result);
		event.cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
		redirect(303, '/');
	}
};

type Event = Parameters<Actions['default'] & {}>[0];
interface Done {
	result: PersonId | Refusal;
	typed: Record<string, string>;
}

async function setOwn(event: Event, person: PersonId): Promise<Done> {
	const typed = await form(event, password);
	if (isRefusal(typed)) return { result: typed, typed: {} };
	return { result: (await app().credentials.set(person, typed.password)) ?? person, typed: {} };
}

/** The first administrator, with the first organisation. */
async function addFirst(event: Event): Promise<Done> {
	const typed = await form(event, administrator);
	if (isRefusal(typed)) return { result: typed, typed: {} };
	const { password: secret, ...shown } = typed;
	return { result: await createFirst(typed, secret), typed: shown };
}

async function createFirst(typed: v.InferOutput<typeof administrator>, secret: string) {
	const { people, organisations, credentials } = app();
	if (!(await people.isEmpty())) return refuse('link-spent');
	const weak = credentials.judge(secret);
	if (weak) return weak;
	const { code, country, organisation: name } = typed;
	const organisation = await organisations.add({ code, country, name });
	if (isRefusal(organisation)) return organisation;
	const person = await people.add({
		organisation,
		name: typed.name,
		function: 'Administrator',
		email: typed.email,
		administrator: true
	});
	if (isRefusal(person)) return person;
	return (await credentials.set(person, secret)) ?? person;
}
