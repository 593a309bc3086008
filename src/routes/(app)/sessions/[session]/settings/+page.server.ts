import { m } from '#messages/messages.js';
import type * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { failed, form, param, signedIn, stop } from '#lib/server/request.ts';
import { can } from '#shared/access.ts';
import { someoneForm } from '#shared/commands/accounts.ts';
import { sessionId } from '#shared/commands/fields.ts';
import {
	chosenSeries,
	seatForm,
	seriesForm,
	sessionForm,
	templateForm
} from '#shared/commands/sessions.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const sessionOf = (event: { params: { session: string } }) =>
	param(sessionId, event.params.session);

export const load: PageServerLoad = async (event) => {
	const { id } = signedIn(event);
	const reader = await app().participation.reader(id, sessionOf(event));
	if (!can(reader?.role, 'edit session')) stop(refuse(reader ? 'forbidden' : 'not-found'));
	return { people: await app().people.choices(), series: await app().series.of(id) };
};

export const actions: Actions = {
	details: (event) =>
		command(event, 'details', sessionForm, (by, session, typed) =>
			app().sessions.change(by, session, typed)
		),
	seat: (event) =>
		command(event, 'seat', seatForm, (by, session, typed) =>
			app().participation.put(by, session, typed)
		),
	remove: (event) =>
		command(event, 'remove', someoneForm, (by, session, { person }) =>
			app().participation.remove(by, session, person)
		),
	series: (event) =>
		command(event, 'series', seriesForm, (by, session, typed) =>
			app().series.put(by, session, chosenSeries(typed))
		),
	template: (event) =>
		command(event, 'template', templateForm, async (by, session, typed) => {
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
	const refusal = await act(id, session, typed);
	return refusal ? failed(refusal, undefined, about) : { about, done: m.settings_saved() };
}
