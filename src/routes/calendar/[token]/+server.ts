import { app } from '#lib/server/app.ts';
import { stop } from '#lib/server/request.ts';
import { refuse } from '#shared/refusals.ts';
import type { RequestHandler } from './$types';

/** A calendar feed. Anyone who has the link may read it; it can be revoked on the page of calendar links. */
export const GET: RequestHandler = async ({ params, url }) => {
	const events = url.searchParams.get('events') === 'yes';
	const text = await app().calendars.read(params.token, url.origin, events);
	return new Response(text ?? stop(refuse('not-found')), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'cache-control': 'private, no-store',
			'content-disposition': 'inline; filename="actions.ics"'
		}
	});
};
