import { m } from '#messages/messages.js';
import type { CalendarFeedView } from '#shared/calendar-feed.ts';

export const FEED_WORDS: Record<CalendarFeedView['whose'], () => string> = {
	mine: m.calendar_mine,
	organisation: m.calendar_organisation
};
