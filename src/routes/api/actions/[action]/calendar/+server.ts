import { app } from '#lib/server/app.ts';
import { allowed, param, sender } from '#lib/server/request.ts';
import { actionId, documentId } from '#shared/commands/fields.ts';
import type { RequestHandler } from './$types';

/** One action as a calendar file. */
export const GET: RequestHandler = async (event) => {
	const { id } = sender(event);
	const place = {
		action: param(actionId, event.params.action),
		document: param(documentId, event.url.searchParams.get('document'))
	};
	const text = allowed(await app().calendars.file(id, place, event.url.origin));
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'cache-control': 'no-store',
			'content-disposition': 'attachment; filename="action.ics"'
		}
	});
};
