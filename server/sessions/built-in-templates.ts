import { m } from '#messages/messages.js';
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

/** The product's own templates for new sessions. */
export const sessionTemplates = (): readonly SessionTemplate[] => [
	{
		key: 'blank',
		name: m.template_blank_session(),
		description: m.template_an_empty_agenda(),
		agenda: []
	},
	{
		key: 'joint-session',
		name: m.template_joint_session_on_a_threat(),
		description: m.template_opening_remarks_threat_picture_exchange(),
		agenda: [
			item('opening', m.template_item_opening_remarks(), 20),
			item('topical', m.template_item_threat_picture(), 40),
			item('topical', m.template_item_exchange_of_information(), 40),
			item('topical', m.template_item_topical_sessions(), 60),
			item('conclusions', m.template_item_conclusions(), 20)
		]
	},
	{
		key: 'follow-up',
		name: m.template_follow_up_session(),
		description: m.template_approval_of_minutes_review_of(),
		agenda: [
			item('other', m.template_item_approval_of_the_previous_minutes(), 5),
			item('topical', m.template_item_review_of_open_actions(), 30),
			item('topical', m.template_item_new_points(), 30),
			item('conclusions', m.template_item_conclusions(), 10),
			item('other', m.template_item_next_meeting(), 5)
		]
	}
];
