import { m } from '#messages/messages.js';
import { getLocale, getTextDirection } from '#messages/runtime.js';
import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { judgeBody } from '#lib/server/body.ts';
import { compressed } from '#lib/server/compress.ts';
import { isForPrograms } from '#shared/commands/requests.ts';
import { isRoute, routeKey } from '#shared/commands/routes.ts';
import { refusalStatus, refusalWords, refuse, type Refusal } from '#shared/refusals.ts';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/** Identifies the person, and refuses commands from other sites and bodies that are too large. */
export const handle: Handle = async ({ event, resolve }) => {
	const { headers, method } = event.request;
	const refusal = judge(event);
	if (refusal) return answerTo(event, refusal);
	const { visitor, cookie } = await app().visit(headers.get('cookie') ?? '');
	event.locals.person = visitor?.person;
	if (cookie) event.cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
	const response = await app().inLogin(visitor?.login.handle, () =>
		Promise.resolve(resolve(event, { transformPageChunk: inLanguage }))
	);
	if (response.headers.get('content-type')?.startsWith('text/html'))
		response.headers.set('cache-control', 'no-store');
	const answer = method === 'POST' ? await withStatusOfAction(response) : response;
	return compressed(event.request, answer);
};

function judge(event: RequestEvent): Refusal | undefined {
	const { headers, method } = event.request;
	const origin = headers.get('origin') ?? undefined;
	if (!READS.includes(method) && !app().allowOrigin(origin, event.url.host))
		return refuse('wrong-origin');
	return isKnown(event) ? judgeBody(event) : refuse('not-found');
}

/** A refusal before any page runs: as JSON for scripts, otherwise as plain words. */
function answerTo({ request, url }: RequestEvent, refusal: Refusal): Response {
	app().metrics.counts.onRefused(refusal.refused);
	const [status, message] = [refusalStatus(refusal), refusalWords(refusal)];
	if (request.headers.get('x-sveltekit-action') === 'true')
		return Response.json({ type: 'error', status, error: { message } }, { status });
	if (isForPrograms(url.pathname))
		return Response.json({ message, code: refusal.refused }, { status });
	return new Response(message, {
		status,
		headers: { 'content-type': 'text/plain; charset=utf-8' }
	});
}

/**
 * Only addresses in the table of routes are served. Where there is no route at all, SvelteKit answers people with a page.
 */
function isKnown({ request, route, url }: RequestEvent): boolean {
	if (route.id === null) return !isForPrograms(url.pathname);
	return isRoute(routeKey(request.method, route.id, url.searchParams));
}

/** Sets the language and text direction of the page. */
function inLanguage({ html }: { html: string }): string {
	const language = getLocale();
	return html.replace('%language%', language).replace('%direction%', getTextDirection(language));
}

/**
 * For a scripted form action, SvelteKit 2 answers 200 and puts the status in the body; this copies it to the HTTP
 * status.
 */
async function withStatusOfAction(response: Response): Promise<Response> {
	if (!response.headers.get('content-type')?.startsWith('application/json')) return response;
	const text = await response.text();
	const { type, status } = (JSON.parse(text) ?? {}) as { type?: unknown; status?: unknown };
	const isRefused = (type === 'failure' || type === 'error') && typeof status === 'number';
	return new Response(text, {
		status: isRefused ? status : response.status,
		headers: response.headers
	});
}

/** An unexpected error: logged in full; the person is told no internals. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message: refusalWords(refuse('not-found')) };
	if (status >= 500) app().log.error({ err: error, path: event.url.pathname }, 'a page failed');
	return {
		message: status >= 500 ? m.shared_something_went_wrong_on_the() : message
	};
};
