import { m } from '#messages/messages.js';
import { longDay } from '../time/dates.ts';
import type { MinutesStatus, Procedure } from './edition.ts';

/** What the minutes are, as a paper says it in capitals. */
export function statusWords(status: MinutesStatus): string {
	switch (status.is) {
		case 'live':
			return m.paper_live_notes();
		case 'draft':
			return m.paper_draft();
		case 'circulated':
			return m.paper_circulated({ day: longDay(status.until) });
		case 'adopted':
			return status.isSuperseded ? m.paper_superseded() : m.paper_adopted();
	}
}

export const PROCEDURE_WORDS: Readonly<Record<Procedure, () => string>> = {
	meeting: m.minutes_procedure_meeting,
	silence: m.minutes_procedure_silence,
	approval: m.minutes_procedure_approval
};

/** How minutes were adopted. */
export function adoptedWords({
	procedure,
	inSession
}: {
	readonly procedure: Procedure;
	/** The reference of the session that adopted them, if it is one of the board. */
	readonly inSession: string | undefined;
}): string {
	if (inSession) return m.paper_adopted_in({ session: inSession });
	return procedure === 'meeting' ? m.paper_adopted_at_a_session() : PROCEDURE_WORDS[procedure]();
}
