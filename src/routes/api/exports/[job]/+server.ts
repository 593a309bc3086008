import { app } from '#lib/server/app.ts';
import { param, sender, stop } from '#lib/server/request.ts';
import { idSchema, type ExportJobId } from '#shared/ids.ts';
import { refuse } from '#shared/refusals.ts';
import type { RequestHandler } from './$types';

/** How far a file is; only who asked for it may know. */
export const GET: RequestHandler = (event) => {
	const { id } = sender(event);
	const job = param(idSchema<ExportJobId>(), event.params.job);
	const status = app().exports.status(job, id) ?? stop(refuse('not-found'));
	return Response.json(status, { headers: { 'cache-control': 'no-store' } });
};
