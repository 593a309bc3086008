import type { SessionDetails } from '#shared/sessions/session-details.ts';

type Dated = Pick<SessionDetails, 'state' | 'date' | 'startsAt'>;

/** Running sessions first, then the newest by date. */
export function inOrder<Session extends Dated>(sessions: readonly Session[]): Session[] {
	return [...sessions].sort((a, b) => rank(a) - rank(b) || when(b).localeCompare(when(a)));
}

const rank = ({ state }: Dated) => (state === 'live' ? 0 : state === 'suspended' ? 1 : 2);
const when = ({ date, startsAt }: Dated) => `${date} ${startsAt ?? ''}`;
