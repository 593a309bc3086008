import { m } from '#messages/messages.js';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { addDays, type Day } from '#shared/time/dates.ts';

const SOON = 7; // days

type Dated = Pick<RegisterAction, 'due' | 'overdue'>;

/** Actions in the order of their due dates, under a name for each stretch of time; empty ones are left out. */
export function byDueDate<Action extends Dated>(actions: readonly Action[], today: Day) {
	const soon = addDays(today, SOON);
	const isSoon = ({ due }: Dated) => due !== undefined && due <= soon;
	const groups = [
		{ name: m.actions_overdue(), has: ({ overdue }: Dated) => overdue },
		{ name: m.actions_next_days(), has: (one: Dated) => !one.overdue && isSoon(one) },
		{ name: m.actions_later(), has: (one: Dated) => one.due !== undefined && !isSoon(one) },
		{ name: m.actions_without_a_date(), has: ({ due }: Dated) => due === undefined }
	];
	return groups
		.map(({ name, has }) => ({ name, actions: actions.filter(has) }))
		.filter(({ actions }) => actions.length > 0);
}
