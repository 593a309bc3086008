/** Told of something that failed, and in doing what; with undefined when that works again. */
export type Trouble = (error: unknown, doing: string) => void;

/** What the engine has done so far: plain numbers, because they are counted at every message. Read for the metrics. */
export class Tally {
	/** Messages and bytes that came in. */
	messagesIn = 0;
	bytesIn = 0;
	/** Changes that were new. */
	updates = 0;
	/** Changes that held nothing new, that lacked a part before them, and that a reader or a limit kept out. */
	known = 0;
	holes = 0;
	refused = 0;
	/** Changes times the people they were sent to, and the writes that this took. */
	deliveries = 0;
	writes = 0;
	presenceIn = 0;
	presenceOut = 0;
	barriers = 0;
	/** Times that a reader was too slow, and that it was brought up to date again. */
	lags = 0;
	catchUps = 0;
	/** Step 1 messages that came while an earlier one was being answered. */
	coalesced = 0;
	loads = 0;
	folds = 0;
	foldFailures = 0;
	/** Sockets closed by us, by `code reason`. */
	readonly closes = new Map<string, number>();

	closed(code: number, reason: string): void {
		const key = `${code} ${reason}`;
		this.closes.set(key, (this.closes.get(key) ?? 0) + 1);
	}
}
