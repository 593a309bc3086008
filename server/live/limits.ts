/** How much one person, and one socket, may take of the live channel. */
export interface LiveLimits {
	/** Sockets of one person; a tab has one. */
	readonly socketsPerPerson: number;
	/** Sessions that a socket may be in. */
	readonly sessionsPerSocket: number;
	/** Messages of one socket in a second, sustained; ten times that in a burst. */
	readonly messagesPerSecond: number;
}

export const DEFAULT_LIVE_LIMITS: LiveLimits = {
	socketsPerPerson: 50,
	sessionsPerSocket: 20,
	messagesPerSecond: 10
};
