import { clockIn, longDay, zoneName } from '#shared/time/dates.ts';
import type { Minutes, MinutesReadBack, MinutesReservation } from '#shared/minutes/minutes.ts';
import { RESULT_WORDS } from '#shared/decisions/read-back.ts';
import { run, type Block } from './paper.ts';

/** How a decision was read back and what each delegation said; nothing for one that was not. */
export function readBackBlocks(readBack: MinutesReadBack | undefined, minutes: Minutes): Block[] {
	if (!readBack) return [];
	const said = [
		named('Agreed', readBack.agreed),
		...readBack.reservations.map(reservationWords),
		named('Cannot join', readBack.notJoining),
		named('Not present', readBack.notPresent)
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
	if (!result || closedAt === undefined) return 'Read back; not concluded';
	const at = new Date(closedAt);
	const when = `${clockIn(meeting.timeZone, at)} ${zoneName(meeting.timeZone, at)}`;
	return `Read back, ${when}: ${RESULT_WORDS[result].toLowerCase()}`;
}

function named(words: string, delegations: readonly string[]): string {
	return delegations.length > 0 ? `${words}: ${delegations.join('; ')}.` : '';
}

function reservationWords({ delegation, words, liftBy, isLifted }: MinutesReservation): string {
	const what = words ? `: “${words}”` : '';
	const until = isLifted ? ', lifted since' : liftBy ? `, to be lifted by ${longDay(liftBy)}` : '';
	return `Reservation of ${delegation}${what}${until}.`;
}
