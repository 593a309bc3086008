import { m } from '#messages/messages.js';
import type { Role } from '#shared/access.ts';
import type { SessionDetails } from '#shared/sessions/session-details.ts';

export const ROLE_WORDS: Record<Role, () => string> = {
	chair: m.sessions_chair,
	rapporteur: m.sessions_rapporteur,
	delegate: m.sessions_delegate,
	observer: m.sessions_observer,
	guest: m.sessions_guest
};

export const ROLE_MEANING: Record<Role, () => string> = {
	chair: m.sessions_leads_the_session_may_change,
	rapporteur: m.sessions_writes_the_record_may_change,
	delegate: m.sessions_writes_notes_and_briefings_takes,
	observer: m.sessions_reads_what_is_open_to,
	guest: m.sessions_takes_part_by_name_reads
};

export const STATE_WORDS: Record<SessionDetails['state'], () => string> = {
	planned: m.sessions_planned,
	live: m.sessions_live,
	suspended: m.sessions_suspended,
	closed: m.sessions_closed
};

/** "4 delegations", "1 delegation". */
export function delegationsInWords(count: number): string {
	return m.count_delegations({ count });
}
