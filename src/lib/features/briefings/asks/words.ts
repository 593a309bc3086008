import { m } from '#messages/messages.js';
import type { AskEnd, AskView, Wish } from '#shared/asks/ask.ts';
import type { People } from '#lib/room/people.svelte.ts';
import { longDay, type Day } from '#shared/time/dates.ts';

/** What is asked for, in a few words. */
export function wishWords(wish: Wish, people: People): string {
	if (wish.is === 'lower') return m.asks_said_lower({ label: wish.label });
	if (wish.is === 'sanitise') return m.asks_said_sanitise();
	const codes = wish.organisations.map((id) => people.delegation(id)?.organisation.code ?? '?');
	const names = wish.persons.map((id) => people.person(id)?.name ?? '?');
	return m.asks_said_release({ whom: [...codes, ...names].join(', ') });
}

const ENDED: Record<AskEnd, (about: { by: string }) => string> = {
	granted: m.asks_ended_granted,
	refused: m.asks_ended_refused,
	sanitised: m.asks_ended_sanitised,
	withdrawn: () => m.asks_ended_withdrawn()
};

/** How far it is: that it waits, until when, that the day has passed, or how it ended. */
export function stateWords({ end, until }: AskView, today: Day): string {
	if (end) return ENDED[end.how]({ by: end.by });
	if (until === undefined) return m.asks_waits();
	const day = longDay(until);
	return until < today ? m.asks_no_answer({ day }) : m.asks_until_day({ day });
}
