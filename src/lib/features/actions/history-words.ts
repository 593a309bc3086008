import { m } from '#messages/messages.js';
import { longDay, type Day } from '#shared/time/dates.ts';
import type { FollowUpEntry, Lead } from '#shared/follow-up/follow-up.ts';
import { askedWords } from './asked-words.ts';
import { ACTION_STATUS_WORDS } from '#shared/follow-up/status.ts';

/** The wording of an entry in an action's history. */
export function happened({ event, names }: FollowUpEntry): string {
	switch (event.kind) {
		case 'lead':
			return m.actions_lead_named({ lead: leadWords(event.to, names) });
		case 'due':
			return m.actions_due_date({ from: dayWords(event.from), to: dayWords(event.to) });
		case 'moved': {
			const status = ACTION_STATUS_WORDS[event.to]();
			const by = event.by && (names[event.by] ?? m.actions_another_action());
			return by ? m.actions_status_by({ status, action: by }) : status;
		}
		case 'taken-on':
			return event.to === 'accepted'
				? m.actions_accepted_by_the_lead()
				: m.actions_declined_by_the_lead();
		case 'progress':
			return m.actions_progress();
		case 'evidence':
			return m.actions_evidence();
		case 'asked':
			return m.actions_asked_for_a_change({ change: askedWords(event.change, names) });
		case 'granted':
			return m.actions_granted_a_change();
		case 'refused':
			return m.actions_refused_a_change();
	}
}

function leadWords(
	{ organisation, person }: Lead,
	names: Readonly<Record<string, string>>
): string {
	if (!organisation) return m.actions_nobody();
	return [names[organisation], person && names[person]].filter(Boolean).join(', ');
}

function dayWords(day: Day | undefined): string {
	return day ? longDay(day) : m.actions_no_day();
}
