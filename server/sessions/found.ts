import { m } from '#messages/messages.js';
import { newId, type SessionId } from '#shared/ids.ts';
import type { PersonView } from '#shared/people.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import { appendItem, type NewItem } from './agenda-rows.ts';
import { createDocument } from './document-rows.ts';
import { seatsOf, type ChairChoice } from './first-seats.ts';
import { readLike } from './like.ts';
import { seat } from './participant-rows.ts';
import { maySessionBeFounded } from './quotas.ts';
import { chosenSeries, writeSeries, type SeriesChoice } from './series.ts';
import { createSession, type NewSession } from './sessions.ts';
import type { Templates } from './templates.ts';

export interface FoundOptions {
	readonly commands: Commands;
	readonly templates: Templates;
}

/** What a new session begins with. */
export interface Beginning {
	/** Gives the agenda, unless that comes from another session. */
	readonly template: string;
	readonly series: SeriesChoice;
	readonly chair?: ChairChoice;
	/** The session that it is like, and what it takes from there besides its settings. */
	readonly like?:
		{ readonly session: SessionId; readonly agenda: boolean; readonly people: boolean } | undefined;
}

export const boardTitle = m.sessions_board_title;

/** Founds a session with its board document, an agenda and people. Whoever does not chair it becomes its rapporteur. */
export function foundSession({ commands, templates }: FoundOptions) {
	return async (
		founder: PersonView,
		session: NewSession,
		begin: Beginning
	): Promise<SessionId | Refusal> => {
		const agenda = await templates.agenda(founder.organisation.id, begin.template);
		const id = newId<SessionId>();
		const { template, like } = begin;
		const detail = { session: id, template, ...(like && { like: like.session }) };
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
	const like = begin.like && (await readLike(transaction, founder.id, begin.like));
	if (like && isRefusal(like)) return like;
	const seats = await seatsOf(transaction, founder, begin.chair ?? 'later', like?.people ?? []);
	if (isRefusal(seats)) return seats;
	const series = await chosenSeries(transaction, founder.id, begin.series);
	if (isRefusal(series)) return series;
	await createSession(transaction, { ...session, ...like?.settings }, { id, by: founder.id });
	for (const { organisation, ...change } of seats)
		await seat(transaction, id, change, organisation);
	for (const item of like?.agenda ?? agenda) await appendItem(transaction, id, item);
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
