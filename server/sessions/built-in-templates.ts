import type { NewItem } from './agenda-rows.ts';

export interface SessionTemplate {
	readonly key: string;
	readonly name: string;
	readonly description: string;
	readonly agenda: readonly NewItem[];
}

const item = (kind: NewItem['kind'], title: string, plannedMinutes: number): NewItem => ({
	kind,
	title,
	plannedMinutes,
	speakers: []
});

/** What a new session can start from. */
export const SESSION_TEMPLATES: readonly SessionTemplate[] = [
	{
		key: 'blank',
		name: 'Blank session',
		description: 'An empty agenda.',
		agenda: []
	},
	{
		key: 'joint-session',
		name: 'Joint session on a threat',
		description:
			'Opening remarks, threat picture, exchange of information, topical sessions, conclusions.',
		agenda: [
			item('opening', 'Opening remarks', 20),
			item('topical', 'Threat picture', 40),
			item('topical', 'Exchange of information', 40),
			item('topical', 'Topical sessions', 60),
			item('conclusions', 'Conclusions', 20)
		]
	},
	{
		key: 'follow-up',
		name: 'Follow-up session',
		description: 'Approval of minutes, review of open actions, new points, next meeting.',
		agenda: [
			item('other', 'Approval of the previous minutes', 5),
			item('topical', 'Review of open actions', 30),
			item('topical', 'New points', 30),
			item('conclusions', 'Conclusions', 10),
			item('other', 'Next meeting', 5)
		]
	}
];
