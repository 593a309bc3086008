/** What people read as text. Files are compressed when they are built. */
const TEXT = /^(text\/html|application\/json|text\/sveltekit-data)\b/;

/** Pages that show a secret say nothing of it by their length, so they are sent as they are. */
const SECRET = /^\/(administration|calendar-feeds|welcome|answer|sign-in)\b/;

const SMALL = 1_024; // bytes that are not worth it

/** Compresses a page or what it loads, where the browser takes that. */
export function compressed(request: Request, response: Response): Response {
	const { body, headers } = response;
	if (!body || !TEXT.test(headers.get('content-type') ?? '') || headers.has('content-encoding'))
		return response;
	if (SECRET.test(new URL(request.url).pathname) || isSmall(headers)) return response;
	const taken = request.headers.get('accept-encoding') ?? '';
	const sent = new Headers(headers);
	sent.append('vary', 'accept-encoding');
	if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(taken))
		return new Response(body, { status: response.status, headers: sent });
	sent.set('content-encoding', 'gzip');
	sent.delete('content-length');
	return new Response(body.pipeThrough(new CompressionStream('gzip')), {
		status: response.status,
		headers: sent
	});
}

function isSmall(headers: Headers): boolean {
	const length = headers.get('content-length');
	return length !== null && Number(length) < SMALL;
}
