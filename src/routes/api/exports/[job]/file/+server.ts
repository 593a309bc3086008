import { app } from '#lib/server/app.ts';
import { allowed, param, sender } from '#lib/server/request.ts';
import { exportJobId } from '#shared/commands/fields.ts';
import { refuse } from '#shared/refusals.ts';
import type { RequestHandler } from './$types';

/** The finished file. */
export const GET: RequestHandler = (event) => {
	const { id } = sender(event);
	const job = param(exportJobId, event.params.job);
	const { bytes, fileName, type } = allowed(app().exports.file(job, id) ?? refuse('not-found'));
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${fileName}"`,
			'cache-control': 'no-store'
		}
	});
};
