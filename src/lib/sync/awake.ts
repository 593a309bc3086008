const SILENT = 3_000; // ms without a word after a question

/** A connection that may have died while its page slept, without knowing it. */
export interface Line {
	/** Asks the other end something, or connects at once if the line is cut; false when nobody wants it. */
	readonly ask: () => boolean;
	/** When something was last heard, ms since 1970. */
	readonly heardAt: () => number;
	/** Hangs up and connects again. */
	readonly layAnew: () => void;
}

/**
 * Looks at a line whenever its page may have slept: one that says nothing for a while is laid anew, instead of being
 * believed in until it is missed. Returns how to stop.
 */
export function watchLine({ ask, heardAt, layAnew }: Line): () => void {
	let waiting: ReturnType<typeof setTimeout> | undefined;
	const stop = onAwake(() => {
		const asked = Date.now();
		if (waiting !== undefined || !ask()) return;
		waiting = setTimeout(() => {
			waiting = undefined;
			if (heardAt() < asked) layAnew();
		}, SILENT);
	});
	return () => {
		stop();
		clearTimeout(waiting);
	};
}

/** The page is shown again, comes out of the cache for Back and Forward, its laptop was opened, its network is back. */
function onAwake(heard: () => void): () => void {
	const stop = new AbortController();
	const { signal } = stop;
	const look = () => document.visibilityState === 'visible' && heard();
	document.addEventListener('visibilitychange', look, { signal });
	document.addEventListener('resume', heard, { signal });
	window.addEventListener('pageshow', ({ persisted }) => persisted && heard(), { signal });
	window.addEventListener('online', heard, { signal });
	return () => stop.abort();
}
