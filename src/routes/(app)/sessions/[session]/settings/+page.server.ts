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
	return { people: await app().people.list() };
};

const seat = v.object({
	person: idSchema<PersonId>(),
	role: v.picklist(ROLES, 'is not a role'),
	capacity: field.shortText
});
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
		)
};

async function command<Schema extends v.GenericSchema<unknown>>(
	event: RequestEvent,
	about: 'details' | 'seat' | 'remove',
	schema: Schema,
	act: (
		by: PersonId,
		session: SessionId,
		typed: v.InferOutput<Schema>
	) => Promise<Refusal | undefined>
) {
	const { id } = signedIn(event);
	const session = sessionOf(event);
	allowed(await app().participation.allow(id, session, 'edit session'));
	const typed = await form(event, schema);
	if (isRefusal(typed)) return failed(typed, undefined, about);
	const refusal = await act(id, session, typed);
	return refusal ? failed(refusal, undefined, about) : { about, done: 'Saved' };
}
