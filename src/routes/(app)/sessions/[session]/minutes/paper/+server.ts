import { app } from '#lib/server/app.ts';
import { allowed, param, sender, stop } from '#lib/server/request.ts';
import { editionId } from '#shared/commands/fields.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import { refuse } from '#shared/refusals.ts';
import { viewAs } from '#shared/sessions/view-as.ts';
import type { RequestHandler } from './$types';

/** The minutes as a standalone web page, shown in a frame by the minutes screen, and printed. */
export const GET: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	const reader = await app().participation.reader(id, session);
	if (!reader) return stop(refuse('not-found'));
	const illustrative = event.url.searchParams.get('illustrative') !== 'no';
	const seen = event.url.searchParams.get('as');
	const as = seen === null ? undefined : param(viewAs, seen);
	const one = event.url.searchParams.get('edition');
	const edition = one === null ? undefined : param(editionId, one);
	const request = { session, reader, illustrative, at: new Date(), as, edition };
	const page = allowed(await app().minutes.page(id, request));
	return new Response(new Uint8Array(page), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
		}
	});
};
