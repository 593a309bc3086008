import { m } from '#messages/messages.js';
import type { AskedChange } from '#shared/follow-up/change-request.ts';
import { longDay } from '#shared/time/dates.ts';

/** "due 2 September 2024, lead DE-BKA, Anna Meier": what somebody asks to be changed. */
export function askedWords(
	{ text, leadOrganisation, leadPerson, due }: AskedChange,
	names: Readonly<Record<string, string>>
): string {
	const lead = [leadOrganisation, leadPerson].flatMap((id) => (id ? (names[id] ?? []) : []));
	return [
		...(text === undefined ? [] : [m.actions_wording_becomes({ text })]),
		...(leadOrganisation === undefined && leadPerson === undefined
			? []
			: [m.actions_lead_becomes({ lead: lead.join(', ') || m.actions_nobody() })]),
		...(due === undefined
			? []
			: [m.actions_due_becomes({ day: due ? longDay(due) : m.actions_no_day() })])
	].join(', ');
}
