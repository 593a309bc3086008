import { m } from '#messages/messages.js';
import { longDay } from '../time/dates.ts';
import { NOTICES, STAGE_WORDS } from './notices.ts';
import type { NotificationView } from './notification.ts';

/** A notification in one line: what happened and who did it, or for a reminder when the action is due. */
export function saidOf({ kind, stage, by, due }: NotificationView): string {
	if (kind === 'reminder') {
		const said = stage ? STAGE_WORDS[stage]() : NOTICES.reminder.said();
		return due ? m.notice_said_due({ said, day: longDay(due) }) : said;
	}
	const said = NOTICES[kind].said();
	return by ? `${said} · ${by}` : said;
}
