import { m } from '#messages/messages.js';
import type { PersonId, SessionId } from '#shared/ids.ts';
import type { Refusal } from '#shared/refusals.ts';
import type { PersonView } from '#shared/people.ts';
import type { Agenda } from './agenda.ts';
import type { Documents } from './documents.ts';
import type { Participation } from './participation.ts';
import type { NewSession, Sessions } from './sessions.ts';
import type { Series, SeriesChoice } from './series.ts';
import type { Templates } from './templates.ts';

export interface FoundParts {
	readonly sessions: Sessions;
	readonly participation: Participation;
	readonly agenda: Agenda;
	readonly documents: Documents;
	readonly templates: Templates;
	readonly series: Series;
}

/** What a session begins with. */
export interface Beginning {
	readonly template: string;
	readonly series: SeriesChoice;
}

export const boardTitle = m.sessions_board_title;

/** Founds a session with its board document and the agenda of a template. The founder becomes its rapporteur. */
export function foundSession(parts: FoundParts) {
	const { sessions, participation, agenda, documents, templates, series } = parts;
	return async (
		founder: PersonView,
		session: NewSession,
		begin: Beginning
	): Promise<SessionId | Refusal> => {
		const id = await sessions.create(session, founder.id satisfies PersonId);
		const seat = {
			person: founder.id,
			role: 'rapporteur',
			capacity: m.sessions_rapporteur()
		} as const;
		await participation.seat(id, seat, founder.organisation.id);
		const { organisation } = founder;
		for (const item of await templates.agenda(organisation.id, begin.template))
			await agenda.append(id, item);
		const { label } = session;
		await documents.create(id, { kind: 'board', title: boardTitle(), label, audience: [] });
		const refusal = begin.series && (await series.put(founder.id, id, begin.series));
		return refusal ?? id;
	};
}
