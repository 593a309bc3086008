import { m } from '#messages/messages.js';
import { app } from '#lib/server/app.ts';
import { failed, form, signedIn, stop } from '#lib/server/request.ts';
import {
	organisationForm,
	personForm,
	someDocumentForm,
	someoneForm,
	zoneForm
} from '#shared/commands/accounts.ts';
import type { PersonId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	if (!signedIn(event).administrator) stop(refuse('not-found'));
	const { people, organisations, unreadable } = app();
	return {
		people: await people.list(),
		organisations: await organisations.list(),
		unreadable: await unreadable()
	};
};

export const actions: Actions = {
	organisation: async (event) => {
		const { id } = signedIn(event);
		const about = 'organisation';
		const typed = await form(event, organisationForm);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const added = await app().administration.addOrganisation(id, typed);
		const { timeZone = '', ...rest } = typed;
		if (isRefusal(added)) return failed(added, { ...rest, timeZone }, about);
		return { about, done: m.administration_was_added({ name: typed.name }) };
	},
	zone: async (event) => {
		const { id } = signedIn(event);
		const about = 'zone';
		const typed = await form(event, zoneForm);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const { organisation, timeZone } = typed;
		const refusal = await app().administration.moveOrganisation(id, organisation, timeZone);
		return refusal
			? failed(refusal, undefined, about)
			: { about, done: m.administration_saved_sentence() };
	},
	person: async (event) => {
		const { id } = signedIn(event);
		const about = 'person';
		const typed = await form(event, personForm);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const { email, ...rest } = typed;
		const person = email ? { ...rest, email } : rest;
		const added = await app().administration.addPerson(id, person);
		if (isRefusal(added)) return failed(added, { ...rest, email: email ?? '' }, about);
		if (!email)
			return { about, done: m.administration_was_added_and_cannot_sign({ name: typed.name }) };
		const link = await linkFor(event, id, added);
		if (isRefusal(link)) return failed(link, undefined, about);
		return { about, done: m.administration_was_added({ name: typed.name }), link };
	},
	link: async (event) => {
		const { id } = signedIn(event);
		const about = 'link';
		const typed = await form(event, someoneForm);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const known = await app().people.get(typed.person);
		if (!known) return failed(refuse('not-found'), undefined, about);
		const link = await linkFor(event, id, known.id);
		if (isRefusal(link)) return failed(link, undefined, about);
		return { about, done: m.administration_a_link_for_to_set({ name: known.name }), link };
	},
	recover: async (event) => {
		const { id } = signedIn(event);
		const about = 'recover';
		const typed = await form(event, someDocumentForm);
		if (isRefusal(typed)) return failed(typed, undefined, about);
		const version = await app().recovery.recover(id, typed.document);
		return isRefusal(version)
			? failed(version, undefined, about)
			: { about, done: m.administration_recovered() };
	},
	disable: (event) =>
		toSomeone(event, m.administration_is_disabled, (by, person) =>
			app().administration.disable(by, person)
		),
	enable: (event) =>
		toSomeone(event, m.administration_is_enabled, (by, person) =>
			app().administration.enable(by, person)
		),
	giveAudit: (event) =>
		toSomeone(event, m.administration_is_auditor, (by, person) =>
			app().administration.giveAudit(by, person)
		),
	takeAudit: (event) =>
		toSomeone(event, m.administration_is_no_auditor, (by, person) =>
			app().administration.takeAudit(by, person)
		),
	signOut: (event) =>
		toSomeone(event, m.administration_is_signed_out, (by, person) =>
			app().administration.signOut(by, person)
		)
};

/** Does something to a person of the list. */
async function toSomeone(
	event: RequestEvent,
	words: (who: { name: string }) => string,
	act: (by: PersonId, person: PersonId) => Promise<Refusal | undefined>
) {
	const { id } = signedIn(event);
	const about = 'someone';
	const typed = await form(event, someoneForm);
	if (isRefusal(typed)) return failed(typed, undefined, about);
	const refusal = await act(id, typed.person);
	if (refusal) return failed(refusal, undefined, about);
	const known = await app().people.get(typed.person);
	return { about, done: words({ name: known?.name ?? '' }) };
}

async function linkFor({ url }: RequestEvent, by: PersonId, person: PersonId) {
	const token = await app().administration.createLink(by, person);
	return isRefusal(token) ? token : `${url.origin}/welcome/${token}`;
}
