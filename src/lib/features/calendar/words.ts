import type { CalendarFeedView } from '#shared/calendar-feed.ts';

/** What a feed shows, in words. */
export const FEED_WORDS: Record<CalendarFeedView['whose'], string> = {
	mine: 'Actions that I lead',
	organisation: 'Actions that my organisation leads'
};
