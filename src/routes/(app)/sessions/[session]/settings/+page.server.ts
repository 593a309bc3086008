import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import * as field from '#lib/server/fields.ts';
import { allowed, failed, form, param, signedIn } from '#lib/server/request.ts';
import { ROLES } from '#shared/access.ts';
import { idSchema, type PersonId, type SessionId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const sessionOf = (event: { params: { session: string } }) =>
	param(idSchema<SessionId>(), event.params.session);

export const load: PageServerLoad = async (event) => {
	const { id } = signedIn(event);
	allowed(await app().participation.allow(id, sessionOf(event), 'edit session'));
	return { people: await app().people.list(), series: await app().series.of(id) };
};

const seat = v.object({
	person: idSchema<PersonId>(),
	role: v.picklist(ROLES, () => m.settings_role()),
	capacity: field.shortText
});
const series = v.object(field.seriesChoice);
const template = v.object({ name: field.title, description: field.shortText });
const someone = v.object({ person: idSchema<PersonId>() });

export const actions: Actions = {
	details: (event) =>
		command(event, 'details', field.sessionDetails, (by, session, typed) =>
			app().sessions.change(by, session, typed)
		),
	seat: (event) =>
		command(event, 'seat', seat, (by, session, typed) =>
			app().participation.put(by, session, typed)
		),
	remove: (event) =>
		command(event, 'remove', someone, (by, session, { person }) =>
			app().participation.remove(by, session, person)
		),
	series: (event) =>
		command(event, 'series', series, (by, session, typed) =>
			app().series.put(by, session, field.chosenSeries(typed))
		),
	template: (event) =>
		command(event, 'template', template, async (by, session, typed) => {
			const saved = await app().templates.save(by, session, typed);
			return isRefusal(saved) ? saved : undefined;
		})
};

async function command<Schema extends v.GenericSchema<unknown>>(
	event: RequestEvent,
	about: 'details' | 'seat' | 'remove' | 'series' | 'template',
	schema: Schema,
	act: (
		by: PersonId,
		session: SessionId,
		typed: v.InferOutput<Schema>
	) => Promise<Refusal | undefined>
) {
	const { id } = signedIn(event);
	const session = sessionOf(event);
	const typed = await form(event, schema);
	if (isRefusal(typed)) return failed(typed, undefined, about);
	const refusal = await act(id, session, typed); // asks for the right itself, and has it audited
	return refusal ? failed(refusal, undefined, about) : { about, done: m.settings_saved() };
}
