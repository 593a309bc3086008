import ICAL from 'ical.js';
import { addDays, type Day } from '#shared/time/dates.ts';
import type { ActionStatus, Priority } from '#shared/follow-up/status.ts';
import { LIMITS } from '#shared/limits.ts';
import { printedMark, type AudienceLimits } from '#shared/marking.ts';
import { isWithin, type Label } from '#shared/markings.ts';
import { plainWords, quoted } from '#shared/quoted-words.ts';

/** An action as a calendar shows it. */
export interface CalendarAction {
	/** Globally unique, and never changes. */
	readonly uid: string;
	/** Increases with every change. */
	readonly sequence: number;
	/** Milliseconds since 1970. */
	readonly changedAt: number;
	readonly completedAt: number | undefined;
	/** `JS-01-A1` */
	readonly reference: string;
	readonly label: Label;
	/** For whom its document is; undefined for everybody. */
	readonly limits?: AudienceLimits | undefined;
	readonly text: string;
	readonly due: Day | undefined;
	readonly status: ActionStatus;
	readonly priority: Priority;
	/** The address of its page, for people who may read it. */
	readonly address: string;
}

type Property = [name: string, parameters: object, type: string, value: string | number];
type Component = [name: string, properties: Property[], components: Component[]];

// The library counts without the space that a continued line begins with, and 75 octets is the most there may be.
ICAL.foldLength = 74;

/** Above this label a calendar gets only the number and the link of an action, none of its text. */
const CEILING: Label = 'TLP:GREEN';

/** RFC 5545 has four values. Completed but not yet confirmed by the chair still counts as in process. */
const STATUS: Record<ActionStatus, string> = {
	proposed: 'NEEDS-ACTION',
	agreed: 'NEEDS-ACTION',
	'in-progress': 'IN-PROCESS',
	blocked: 'IN-PROCESS',
	'awaiting-input': 'IN-PROCESS',
	completed: 'IN-PROCESS',
	closed: 'COMPLETED',
	superseded: 'CANCELLED',
	cancelled: 'CANCELLED'
};
const PRIORITY: Record<Priority, number> = { high: 1, normal: 5, low: 9 };

/**
 * Actions as an iCalendar file (RFC 5545): a to-do each and, for programs that ignore to-dos, a whole-day event on the
 * due day. Lines end with CRLF and are folded at 75 octets.
 */
export function iCalendar(
	actions: readonly CalendarAction[],
	{ name, events }: { readonly name: string; readonly events: boolean }
): string {
	const calendar: Component = [
		'vcalendar',
		[
			text('version', '2.0'),
			text('prodid', '-//Briefing Board//Actions//EN'),
			text('x-wr-calname', plainWords(name, LIMITS.words.name))
		],
		actions.flatMap((action) => [toDo(action), ...(events ? event(action) : [])])
	];
	return `${ICAL.stringify(calendar)}\r\n`;
}

function toDo(action: CalendarAction): Component {
	const { uid, due, status, priority, completedAt } = action;
	return [
		'vtodo',
		[
			text('uid', uid),
			...common(action),
			text('status', STATUS[status]),
			['priority', {}, 'integer', PRIORITY[priority]],
			...(due ? [day('due', due)] : []),
			...(completedAt === undefined ? [] : [instant('completed', completedAt)])
		],
		[]
	];
}

function event(action: CalendarAction): Component[] {
	const { uid, due, status } = action;
	if (!due) return [];
	const properties = [
		text('uid', `event-${uid}`),
		...common(action),
		text('status', STATUS[status] === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED'),
		day('dtstart', due),
		day('dtend', addDays(due, 1)),
		text('transp', 'TRANSPARENT')
	];
	return [['vevent', properties, []]];
}

function common(action: CalendarAction): Property[] {
	return [
		instant('dtstamp', action.changedAt),
		instant('last-modified', action.changedAt),
		['sequence', {}, 'integer', action.sequence],
		text('summary', summary(action)),
		text('class', 'CONFIDENTIAL'),
		['url', {}, 'uri', action.address]
	];
}

function summary({ label, limits, reference, text }: CalendarAction): string {
	const words = isWithin(label, CEILING) ? [quoted(text, LIMITS.words.text)] : [];
	return [printedMark(label, limits), reference, ...words].join(' ');
}

const text = (name: string, value: string): Property => [name, {}, 'text', value];
const day = (name: string, value: Day): Property => [name, {}, 'date', value];
const instant = (name: string, at: number): Property => [
	name,
	{},
	'date-time',
	`${new Date(at).toISOString().slice(0, 19)}Z`
];
