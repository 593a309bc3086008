import { DEFAULT_LIVE_LIMITS, type LiveLimits } from '../live/limits.ts';
import { limitSettings, MANY, type Setting } from './limit-settings.ts';

/** The variable for each limit of the live channel, and its bounds. */
const SETTINGS = {
	LIVE_SOCKETS_PER_PERSON: { limit: 'socketsPerPerson', least: 1, most: 100_000 },
	LIVE_SESSIONS_PER_SOCKET: { limit: 'sessionsPerSocket', least: 1, most: 1_000 },
	LIVE_MESSAGES_PER_SECOND: { limit: 'messagesPerSecond', least: 5, most: MANY }
} as const satisfies Record<string, Setting<LiveLimits>>;

/** The variables that set the limits of the live channel. */
export const liveSettings = limitSettings(SETTINGS, DEFAULT_LIVE_LIMITS);
