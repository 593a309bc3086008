const FIRST = 500; // ms
const LONGEST = 10_000; // ms
/** What stands between says so while the board is away. */
const AWAY: readonly number[] = [502, 503, 504];

type Fetch = typeof window.fetch;

/**
 * Makes what SvelteKit reads for a page wait for the line, however long: otherwise it puts an error in the place of the
 * page, and with it of the words in it. Everything else fails as before, for whoever asked to deal with.
 */
export function waitingForLine(plain: Fetch): Fetch {
	return async (input, init) => {
		if (!isData(input)) return plain(input, init);
		for (let pause = FIRST; ; pause = Math.min(2 * pause, LONGEST)) {
			const answer = await whole(plain, input, init).catch(() => undefined);
			if (answer && !AWAY.includes(answer.status)) return answer;
			await lineOrPause(pause);
		}
	};
}

/** SvelteKit asks for what a page shows at its address with this behind it. */
function isData(input: Parameters<Fetch>[0]): boolean {
	const address = input instanceof Request ? input.url : String(input);
	return new URL(address, window.location.href).pathname.endsWith('/__data.json');
}

/** With all that it says, since the line may be lost in the middle. */
async function whole(plain: Fetch, ...asked: Parameters<Fetch>): Promise<Response> {
	const answer = await plain(...asked);
	const words = await answer.text();
	const { status, statusText, headers } = answer;
	return new Response(words || null, { status, statusText, headers });
}

function lineOrPause(pause: number): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	const stop = new AbortController();
	setTimeout(resolve, pause);
	window.addEventListener('online', () => resolve(), { signal: stop.signal });
	return promise.finally(() => stop.abort());
}
