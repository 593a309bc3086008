import { longDay, type Day } from '#shared/time/dates.ts';
import type { FollowUpEntry, Lead } from '#shared/follow-up/follow-up.ts';
import { ACTION_STATUS_WORDS } from '#shared/follow-up/status.ts';

/** What a line of an action's history says happened, in words. */
export function happened({ event, names }: FollowUpEntry): string {
	switch (event.kind) {
		case 'lead':
			return `Lead: ${leadWords(event.to, names)}`;
		case 'due':
			return `Due date: ${dayWords(event.from)} → ${dayWords(event.to)}`;
		case 'moved': {
			const successor = event.by ? ` by ${names[event.by] ?? 'another action'}` : '';
			return `${ACTION_STATUS_WORDS[event.to]}${successor}`;
		}
		case 'taken-on':
			return event.to === 'accepted' ? 'Accepted by the lead' : 'Declined by the lead';
		case 'progress':
			return 'Progress';
		case 'evidence':
			return 'Evidence';
	}
}

function leadWords(
	{ organisation, person }: Lead,
	names: Readonly<Record<string, string>>
): string {
	if (!organisation) return 'nobody';
	return [names[organisation], person && names[person]].filter(Boolean).join(', ');
}

function dayWords(day: Day | undefined): string {
	return day ? longDay(day) : 'none';
}
