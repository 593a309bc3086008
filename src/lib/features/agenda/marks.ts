import { m } from '#messages/messages.js';
import type { SessionRun } from '#lib/room/session-run.svelte.ts';
import { clockIn } from '#shared/time/dates.ts';
import { clockWords, itemClock, runsOf, type ClockTone, type Ran } from '#shared/run/clock.ts';
import type { ForecastRow } from '#shared/run/forecast.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';

/** What the agenda shows about the run of an item. */
export interface ItemMark {
	readonly state: ForecastRow['state'];
	/** "about 11:05", "09:30 to 09:52", "next session" */
	readonly words: string;
	/** For the running item only. */
	readonly clock: { text: string; counts: string; words: string; tone: ClockTone } | undefined;
}

const NOTHING: ItemMark = { state: 'ahead', words: '', clock: undefined };

/** The mark of an item, with times in the session's zone. */
export function markOf(item: AgendaItem, run: SessionRun, timeZone: string): ItemMark {
	const row = run.forecast.rows.find((one) => one.item === item.id);
	if (!row) return NOTHING;
	const clock = row.state === 'running' ? clockOf(item, run) : undefined;
	return { state: row.state, words: wordsOf(row, run, timeZone), clock };
}

function clockOf(item: AgendaItem, run: SessionRun) {
	const clock = itemClock(item, run.view.segments, run.now);
	return { ...clockWords(clock), tone: clock.tone };
}

/** "09:30 to 09:52, 10:15 to 10:20"; an item that was closed without having run is done. */
function timesWords(runs: readonly Ran[], at: (instant: number) => string): string {
	const words = runs.flatMap(({ start, end }) =>
		end === undefined ? [] : [m.agenda_from_to({ from: at(start), to: at(end) })]
	);
	return words.length > 0 ? words.join(', ') : m.agenda_done();
}

function wordsOf({ item, state, startsAt }: ForecastRow, run: SessionRun, zone: string) {
	const at = (instant: number) => clockIn(zone, new Date(instant));
	switch (state) {
		case 'running':
			return run.view.state === 'suspended' ? m.agenda_suspended() : m.agenda_running();
		case 'done':
			return timesWords(runsOf(run.view.segments, item), at);
		case 'elsewhere': {
			const outcome = run.view.outcomes.find((one) => one.item === item);
			return outcome?.disposition === 'next-session'
				? m.agenda_is_for_next_session()
				: m.agenda_is_written_procedure();
		}
		case 'ahead':
			return startsAt && run.view.state !== 'closed' ? m.agenda_about({ time: at(startsAt) }) : '';
	}
}
