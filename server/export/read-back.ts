import { m } from '#messages/messages.js';
import { clockIn, longDay, zoneName } from '#shared/time/dates.ts';
import type { Minutes, MinutesReadBack, MinutesReservation } from '#shared/minutes/minutes.ts';
import { RESULT_WORDS } from '#shared/decisions/read-back.ts';
import { run, type Block } from './paper.ts';

/** How a decision was read back and what each delegation answered; empty for one that was not. */
export function readBackBlocks(readBack: MinutesReadBack | undefined, minutes: Minutes): Block[] {
	if (!readBack) return [];
	const said = [
		named(m.paper_agreed, readBack.agreed),
		...readBack.reservations.map(reservationWords),
		named(m.paper_cannot_join, readBack.notJoining),
		named(m.paper_not_present, readBack.notPresent)
	];
	const words = said.filter(Boolean).join(' ');
	return [
		{
			kind: 'aside',
			runs: [run(`${resultWords(readBack, minutes)}. `, 'bold'), ...(words ? [run(words)] : [])]
		}
	];
}

function resultWords({ result, closedAt }: MinutesReadBack, { meeting }: Minutes): string {
	if (!result || closedAt === undefined) return m.paper_read_back_open();
	const at = new Date(closedAt);
	const when = `${clockIn(meeting.timeZone, at)} ${zoneName(meeting.timeZone, at)}`;
	if (result === 'recorded') return m.paper_recorded({ when });
	return m.paper_read_back({ when, result: RESULT_WORDS[result]().toLowerCase() });
}

function named(
	words: (inputs: { delegations: string }) => string,
	delegations: readonly string[]
): string {
	return delegations.length > 0 ? words({ delegations: delegations.join('; ') }) : '';
}

function reservationWords({ delegation, words, liftBy, isLifted }: MinutesReservation): string {
	const said = words
		? m.paper_reserved({ delegation, words })
		: m.paper_reservation({ delegation });
	if (isLifted) return m.paper_lifted({ reservation: said });
	if (liftBy) return m.paper_to_be_lifted({ reservation: said, day: longDay(liftBy) });
	return `${said}.`;
}
