import { app } from '#lib/server/app.ts';
import { stop } from '#lib/server/request.ts';
import { refuse } from '#shared/refusals.ts';
import type { RequestHandler } from './$types';

/** For administrators, and for a program that knows METRICS_TOKEN; for anybody else there is nothing here. */
export const GET: RequestHandler = async ({ locals, request }) => {
	const { metrics } = app();
	const mayRead =
		locals.person?.administrator || metrics.opens(request.headers.get('authorization'));
	if (!mayRead) stop(refuse('not-found'));
	const { text, type } = await metrics.read();
	return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
};
