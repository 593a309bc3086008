import type { Role } from '#shared/access.ts';
import type { SessionDetails } from '#shared/sessions/session-details.ts';

export const ROLE_WORDS: Record<Role, string> = {
	chair: 'Chair',
	rapporteur: 'Rapporteur',
	delegate: 'Delegate',
	observer: 'Observer',
	guest: 'Guest'
};

export const ROLE_MEANING: Record<Role, string> = {
	chair: 'Leads the session; may change everything.',
	rapporteur: 'Writes the record; may change everything.',
	delegate: 'Writes notes and briefings; takes actions.',
	observer: 'Reads what is open to them.',
	guest: 'Takes part by name; reads only.'
};

export const STATE_WORDS: Record<SessionDetails['state'], string> = {
	planned: 'Planned',
	live: 'Live',
	suspended: 'Suspended',
	closed: 'Closed'
};

/** "4 delegations", "1 delegation". */
export function delegationsInWords(count: number): string {
	return count === 1 ? '1 delegation' : `${count} delegations`;
}
