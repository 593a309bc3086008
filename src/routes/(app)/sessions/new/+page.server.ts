import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { failed, form, param, signedIn, stop } from '#lib/server/request.ts';
import { can } from '#shared/access.ts';
import { sessionId } from '#shared/commands/fields.ts';
import { chosenLike, chosenSeries, newSessionForm } from '#shared/commands/sessions.ts';
import type { PersonId } from '#shared/ids.ts';
import { isRefusal, refuse } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_LIKE = 4; // sessions that are offered to be duplicated

/** `?like=<session>` prepares one like another, which the person must be allowed to edit. */
export const load: PageServerLoad = async (event) => {
	const person = signedIn(event);
	if (person.guest) stop(refuse('forbidden'));
	const { templates, series, people, sessions } = app();
	const asked = event.url.searchParams.get('like');
	const kept = (await sessions.of(person.id)).filter(({ role }) => can(role, 'edit session'));
	return {
		templates: await templates.for(person.organisation.id),
		series: await series.of(person.id),
		people: (await people.choices()).filter(({ id }) => id !== person.id),
		kept: kept.slice(0, MOST_LIKE).map(({ id, reference, title }) => ({ id, reference, title })),
		like: asked === null ? undefined : await sessionLike(person.id, asked)
	};
};

async function sessionLike(person: PersonId, asked: string) {
	const { participation, sessions, agenda } = app();
	const id = param(sessionId, asked);
	const reader = await participation.reader(person, id);
	const details = reader && (await sessions.details(id));
	if (!reader || !details) return stop(refuse('not-found'));
	if (!can(reader.role, 'edit session')) return stop(refuse('forbidden'));
	const people = (await participation.delegations(id)).flatMap((one) => one.people);
	return {
		details,
		items: (await agenda.list(id)).length,
		people: people.length,
		chairs: people.filter(({ role }) => role === 'chair').map(({ name }) => name)
	};
}

export const actions: Actions = {
	default: async (event) => {
		const person = signedIn(event);
		const typed = await form(event, newSessionForm);
		if (isRefusal(typed)) return failed(typed);
		const { template, series, newSeries, chair, like, agenda, people, ...details } = typed;
		const rest = { purpose: undefined, source: undefined, community: '', clients: '' };
		const hosts = [person.organisation.name];
		const id = await app().found(
			person,
			{ ...details, ...rest, hosts },
			{
				...{ template, chair, series: chosenSeries({ series, newSeries }) },
				like: chosenLike({ like, agenda, people })
			}
		);
		if (isRefusal(id)) return failed(id);
		redirect(303, `/sessions/${id}`);
	}
};
