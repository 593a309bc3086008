import type { RichNode } from '#shared/editor/rich-text.ts';
import { addDays, weekdayOf, type Day } from '#shared/time/dates.ts';
import type { NewItem } from '../sessions/agenda-rows.ts';
import type { NewSession } from '../sessions/sessions.ts';
import { h, list, p } from './rich.ts';

/**
 * A follow-up session that is made up to show the board at work. Nothing in it is said to have happened: it names roles, no
 * real people, and no case, number or place of the world.
 */

const DAYS_AGO = 8;
const FRIDAY = 4; // from Monday, 0

/** Who speaks and acts in it, by the first word of an account's role and its organisation. */
export type Who = 'chair' | 'rapporteur' | 'doj' | 'commission' | 'ukraine';

/** Its details; it was opened some days before `today`. */
export const followUpSession = (today: Day): NewSession => ({
	title: 'Follow-up: contact points and lists of end users',
	date: workday(addDays(today, -DAYS_AGO)),
	startsAt: '10:00',
	timeZone: 'Europe/Amsterdam',
	place: 'By video link',
	purpose: 'Made up to show the board at work; none of it took place.',
	source: undefined,
	hosts: ['Eurojust'],
	label: 'TLP:AMBER',
	community: '',
	clients: ''
});

/** The day, or the Friday before a weekend. */
const workday = (day: Day) => addDays(day, -Math.max(0, weekdayOf(day) - FRIDAY));

const item = (kind: NewItem['kind'], title: string, plannedMinutes: number): NewItem => ({
	...{ kind, title, plannedMinutes, speakers: [] }
});

export const FOLLOW_UP_AGENDA = [
	item('opening', 'Opening', 10),
	item('topical', 'Contact points of the delegations', 30),
	item('topical', 'Lists of end users', 40),
	item('conclusions', 'Conclusions and next steps', 20)
] as const;

/** When each item ran, in minutes after ten o'clock; the last of them goes on when the session is resumed. */
export const RAN = [
	[2, 12],
	[12, 45],
	[45, 65]
] as const;

/** An action as it is given in the session; `due` in days from today. */
export interface GivenAction {
	readonly text: string;
	readonly by: Who;
	readonly lead: Who;
	readonly support?: readonly Who[];
	readonly due: number;
	/** How far it is; an action that was agreed waits for its lead to accept it. */
	readonly stands: 'agreed' | 'in-progress' | 'completed';
	readonly evidence?: string;
}

/** What somebody wrote under an item, from the first on; then what they captured there. */
export interface Turn {
	readonly by: Who;
	readonly item: 0 | 1 | 2;
	readonly notes: readonly RichNode[];
	readonly actions?: readonly GivenAction[];
	readonly decision?: { readonly text: string; readonly stands: 'read-back' | 'recorded' };
}

export const TURNS: readonly Turn[] = [
	{
		by: 'rapporteur',
		item: 0,
		notes: [
			p('The chair opened the session and welcomed four delegations. The agenda was adopted.'),
			p('All content of this session is illustrative.')
		]
	},
	{
		by: 'rapporteur',
		item: 1,
		notes: [
			h('Contact points'),
			p(
				'The delegations considered how urgent questions should reach the right office within a day.'
			)
		],
		actions: [
			{
				...{ text: 'name a contact point for urgent questions', by: 'rapporteur', lead: 'doj' },
				...{ due: -2, stands: 'in-progress', support: ['commission'] }
			}
		]
	},
	{
		by: 'commission',
		item: 1,
		notes: [p('The Commission offered to keep one list for all, with a deputy for each office.')],
		actions: [
			{
				...{ text: 'send round one list of all contact points', by: 'chair', lead: 'commission' },
				...{ due: 5, stands: 'completed', evidence: 'The list was sent to all delegations.' }
			}
		],
		decision: {
			text: 'to name one contact point and one deputy in each delegation',
			stands: 'recorded'
		}
	},
	{
		by: 'doj',
		item: 2,
		notes: [
			h('What a list should hold'),
			list('who uses the goods in the end', 'who asked for them', 'who has checked it, and when')
		]
	},
	{
		by: 'ukraine',
		item: 2,
		notes: [p('The Ukrainian delegation asked that a list be readable by machines as well.')],
		actions: [
			{
				...{ text: 'propose a common form for lists of end users', by: 'rapporteur' },
				...{ lead: 'ukraine', support: ['doj'], due: 14, stands: 'agreed' }
			},
			{
				...{ text: 'circulate the draft minutes', by: 'chair', lead: 'rapporteur' },
				...{ due: 6, stands: 'in-progress' }
			}
		],
		decision: { text: 'to exchange lists of end users every quarter', stands: 'read-back' }
	}
];

/** The annex for the people of two delegations. */
export const ANNEX = {
	title: 'Points for Eurojust and the United States only',
	label: 'TLP:RED',
	notes: [
		p(
			'This annex can be read by the people of two delegations. The others see neither its words nor its actions.'
		),
		p('The two delegations would compare their lists before they share them.')
	],
	action: {
		text: 'compare the two lists line by line',
		by: 'rapporteur',
		lead: 'doj',
		due: 9,
		stands: 'in-progress'
	}
} as const;
