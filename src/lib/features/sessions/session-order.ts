import { foldText, searchWords } from '#shared/search.ts';
import { longDay, type Day } from '#shared/time/dates.ts';
import type { SessionSummary } from '#shared/sessions/session-details.ts';

type Dated = Pick<SessionSummary, 'state' | 'date' | 'startsAt'>;

/** Sessions by how near they are. */
export interface Nearness<Session extends Dated> {
	/** Live and suspended ones. */
	readonly running: readonly Session[];
	/** Planned for today or later, the nearest first. */
	readonly coming: readonly Session[];
	/** Closed, or planned for a day that has passed; the last first. */
	readonly past: readonly Session[];
}

/** Divides sessions by how near they are to a day. */
export function byNearness<Session extends Dated>(
	sessions: readonly Session[],
	today: Day
): Nearness<Session> {
	const isRunning = ({ state }: Dated) => state === 'live' || state === 'suspended';
	const isComing = ({ state, date }: Dated) => state === 'planned' && date >= today;
	const early = [...sessions].sort((a, b) => when(a).localeCompare(when(b)));
	return {
		running: early.filter(isRunning),
		coming: early.filter(isComing),
		past: early.filter((one) => !isRunning(one) && !isComing(one)).reverse()
	};
}

const when = ({ date, startsAt }: Dated) => `${date} ${startsAt ?? ''}`;

/** The sessions whose reference, title, place, series or date contains every word of a search. */
export function findSessions<Session extends SessionSummary>(
	sessions: readonly Session[],
	search: string
): readonly Session[] {
	const words = searchWords(search);
	if (words.length === 0) return sessions;
	return sessions.filter(({ reference, title, place, series, date, hosts }) => {
		const facts = [reference, title, place, series?.name, longDay(date), date, ...hosts];
		const text = foldText(facts.filter((fact) => fact !== undefined).join(' '));
		return words.every((word) => text.includes(word));
	});
}
