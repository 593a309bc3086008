import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/body.ts';
import { allowed, failed, form, param, signedIn, stop } from '#lib/server/request.ts';
import { can } from '#shared/access.ts';
import { guestForm, renewForm, someoneForm } from '#shared/commands/accounts.ts';
import { sessionId } from '#shared/commands/fields.ts';
import {
	askWhyForm,
	chosenSeries,
	pasteForm,
	pickForm,
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
	const { people, series } = app();
	return {
		people: await people.choices(),
		series: await series.of(id),
		earlier: await earlierPeople(id, sessionOf(event)),
		guests: await app().guests.of(sessionOf(event)),
		now: Date.now()
	};
};

const MOST_EARLIER = 3; // sessions whose people are offered

/** The people of the last sessions that this person takes part in, besides this one. */
async function earlierPeople(person: PersonId, session: SessionId) {
	const { participation, sessions } = app();
	const others = (await sessions.of(person)).filter(({ id }) => id !== session);
	return Promise.all(
		others.slice(0, MOST_EARLIER).map(async ({ id, reference, title }) => {
			const delegations = await participation.delegations(id);
			return { id, reference, title, people: delegations.flatMap((one) => one.people) };
		})
	);
}

export const actions: Actions = {
	details: (event) =>
		command(event, 'details', sessionForm, (by, session, { seen, ...details }) =>
			app().sessions.change(by, session, details, seen)
		),
	seat: (event) =>
		command(event, 'seat', seatForm, (by, session, typed) =>
			app().participation.put(by, session, typed)
		),
	paste: async (event) => {
		const { id } = signedIn(event);
		const typed = await form(event, pasteForm);
		if (isRefusal(typed)) return failed(typed, undefined, 'paste');
		const outcome = await app().addListed(id, sessionOf(event), typed);
		if (isRefusal(outcome)) return failed(outcome, undefined, 'paste');
		const { added, left } = outcome;
		const done = added > 0 ? m.people_list_added({ count: added }) : undefined;
		return { about: 'paste', left, ...(done !== undefined && { done }) };
	},
	pick: async (event) => {
		const { id } = signedIn(event);
		const data = allowed((await readForm(event)) ?? refuse('bad-request'));
		const typed = v.safeParse(pickForm, { seats: data.getAll('seat') });
		if (!typed.success) return failed(refuse('bad-request', typed.issues[0].message), {}, 'pick');
		const seats = typed.output.seats.map(([person, role]) => ({ person, role, capacity: '' }));
		const outcome = await app().participation.add(id, sessionOf(event), seats);
		if (isRefusal(outcome)) return failed(outcome, undefined, 'pick');
		const [first] = outcome.notAdded;
		if (first) return failed(first.refusal, undefined, 'pick');
		return { about: 'pick', done: m.people_list_added({ count: outcome.added.length }) };
	},
	remove: (event) =>
		command(event, 'remove', someoneForm, (by, session, { person }) =>
			app().participation.remove(by, session, person)
		),
	invite: async (event) => {
		const { id } = signedIn(event);
		const typed = await form(event, guestForm);
		if (isRefusal(typed)) return failed(typed, undefined, 'guests');
		const token = await app().guests.invite(id, sessionOf(event), typed);
		return invited(event, token, typed);
	},
	renew: async (event) => {
		const { id } = signedIn(event);
		const typed = await form(event, renewForm);
		if (isRefusal(typed)) return failed(typed, undefined, 'guests');
		const token = await app().guests.renew(id, sessionOf(event), typed);
		const guests = await app().guests.of(sessionOf(event));
		const name = guests.find(({ person }) => person === typed.person)?.name ?? '';
		return invited(event, token, { name, hours: typed.hours });
	},
	end: (event) =>
		command(event, 'guests', someoneForm, (by, session, { person }) =>
			app().guests.end(by, session, person)
		),
	why: (event) =>
		command(event, 'why', askWhyForm, (by, session, { asks }) =>
			app().justifying.ask(by, session, asks === true)
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

const HOUR = 3_600_000; // ms

/** The new link of a guest, which is shown once. */
function invited(
	{ url }: RequestEvent,
	token: string | Refusal,
	{ name, hours }: { readonly name: string; readonly hours: number }
) {
	if (isRefusal(token)) return failed(token, undefined, 'guests');
	const link = `${url.origin}/guest/${token}`;
	const until = Date.now() + hours * HOUR;
	return { about: 'guests', done: m.guest_invited({ name }), link, until };
}

async function command<Schema extends v.GenericSchema<unknown>>(
	event: RequestEvent,
	about: 'details' | 'seat' | 'remove' | 'guests' | 'why' | 'series' | 'template',
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
