import { app } from '#lib/server/app.ts';
import { stop } from '#lib/server/request.ts';
import { refuse } from '#shared/refusals.ts';
import type { RequestHandler } from './$types';

/** For administrators, and for programs that know METRICS_TOKEN; anyone else gets "not found". */
export const GET: RequestHandler = async ({ locals, request }) => {
	const { metrics } = app();
	const mayRead =
		locals.person?.administrator || metrics.opens(request.headers.get('authorization'));
	if (!mayRead) stop(refuse('not-found'));
	const { text, type } = await metrics.read();
	return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
};
