import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { exportContract } from '#shared/commands/exports.ts';
import { isRefusal } from '#shared/refusals.ts';

const ACCEPTED = 202;

export const POST = serve(
	exportContract,
	async ({ by, params, body }) => {
		const job = await app().minutes.export(by.id, params.session, body);
		return isRefusal(job) ? job : { job: job.id };
	},
	ACCEPTED
);
