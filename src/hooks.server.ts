import { m } from '#messages/messages.js';
import { getLocale, getTextDirection } from '#messages/runtime.js';
import { error, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { isRoute, routeKey } from '#shared/commands/routes.ts';
import { refusalWords, refuse } from '#shared/refusals.ts';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/** Identifies the person, and refuses commands from other sites. */
export const handle: Handle = async ({ event, resolve }) => {
	const { headers, method } = event.request;
	const origin = headers.get('origin') ?? undefined;
	if (!READS.includes(method) && !app().allowOrigin(origin, event.url.host))
		return new Response(refusalWords(refuse('wrong-origin')), { status: 403 });
	if (!isKnown(event)) error(404, { message: refusalWords(refuse('not-found')) });
	const { visitor, cookie } = await app().visit(headers.get('cookie') ?? '');
	event.locals.person = visitor?.person;
	if (cookie) event.cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
	const response = await resolve(event, { transformPageChunk: inLanguage });
	if (response.headers.get('content-type')?.startsWith('text/html'))
		response.headers.set('cache-control', 'no-store');
	return method === 'POST' ? withStatusOfAction(response) : response;
};

/** Only addresses in the table of routes are served; SvelteKit itself answers where there is no route at all. */
function isKnown({ request, route, url }: RequestEvent): boolean {
	return route.id === null || isRoute(routeKey(request.method, route.id, url.searchParams));
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
