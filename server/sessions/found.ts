import type { PersonId, SessionId } from '#shared/ids.ts';
import type { PersonView } from '#shared/views.ts';
import type { Agenda } from './agenda.ts';
import type { Documents } from './documents.ts';
import type { Participation } from './participation.ts';
import type { NewSession, Sessions } from './sessions.ts';
import { SESSION_TEMPLATES } from './templates.ts';

export interface FoundParts {
	readonly sessions: Sessions;
	readonly participation: Participation;
	readonly agenda: Agenda;
	readonly documents: Documents;
}

export const BOARD_TITLE = 'Notes of the session';

/** Founds a session with its board document and the agenda of a template. The founder becomes its rapporteur. */
export function foundSession({ sessions, participation, agenda, documents }: FoundParts) {
	return async (founder: PersonView, session: NewSession, template: string): Promise<SessionId> => {
		const id = await sessions.create(session, founder.id satisfies PersonId);
		const seat = { person: founder.id, role: 'rapporteur', capacity: 'Rapporteur' } as const;
		await participation.seat(id, seat, founder.organisation.id);
		const chosen = SESSION_TEMPLATES.find(({ key }) => key === template);
		for (const item of chosen?.agenda ?? []) await agenda.append(id, item);
		const { label } = session;
		await documents.create(id, { kind: 'board', title: BOARD_TITLE, label, audience: [] });
		return id;
	};
}
