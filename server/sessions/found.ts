import { m } from '#messages/messages.js';
import { newId, type SessionId } from '#shared/ids.ts';
import type { PersonView } from '#shared/people.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import { appendItem, type NewItem } from './agenda-rows.ts';
import { createDocument } from './document-rows.ts';
import { seat } from './participant-rows.ts';
import { maySessionBeFounded } from './quotas.ts';
import { chosenSeries, writeSeries, type SeriesChoice } from './series.ts';
import { createSession, type NewSession } from './sessions.ts';
import type { Templates } from './templates.ts';

export interface FoundOptions {
	readonly commands: Commands;
	readonly templates: Templates;
}

/** The template and series of a new session. */
export interface Beginning {
	readonly template: string;
	readonly series: SeriesChoice;
}

export const boardTitle = m.sessions_board_title;

/** Founds a session with its board document and the agenda of a template. The founder becomes its rapporteur. */
export function foundSession({ commands, templates }: FoundOptions) {
	return async (
		founder: PersonView,
		session: NewSession,
		begin: Beginning
	): Promise<SessionId | Refusal> => {
		const agenda = await templates.agenda(founder.organisation.id, begin.template);
		const id = newId<SessionId>();
		const detail = { session: id, template: begin.template };
		return commands.execute<SessionId>(
			{ by: founder.id, name: 'session.found', detail },
			{ act: (transaction) => write(transaction, founder, { id, session, begin, agenda }) }
		);
	};
}

interface Founding {
	readonly id: SessionId;
	readonly session: NewSession;
	readonly begin: Beginning;
	readonly agenda: readonly NewItem[];
}

async function write(
	transaction: Database,
	founder: PersonView,
	{ id, session, begin, agenda }: Founding
): Promise<SessionId | Refusal> {
	const refusal = await maySessionBeFounded(transaction, founder.id);
	if (refusal) return refusal;
	const series = await chosenSeries(transaction, founder.id, begin.series);
	if (isRefusal(series)) return series;
	await createSession(transaction, session, { id, by: founder.id });
	const rapporteur = {
		person: founder.id,
		role: 'rapporteur',
		capacity: m.sessions_rapporteur()
	} as const;
	await seat(transaction, id, rapporteur, founder.organisation.id);
	for (const item of agenda) await appendItem(transaction, id, item);
	const { label } = session;
	await createDocument(transaction, id, {
		kind: 'board',
		title: boardTitle(),
		label,
		audience: []
	});
	await writeSeries(transaction, id, series);
	return id;
}
