import { app } from '#lib/server/app.ts';
import { reply } from '#lib/server/serve.ts';
import { exportQuestion } from '#shared/commands/exports.ts';
import { refuse } from '#shared/refusals.ts';

export const GET = reply(
	exportQuestion,
	async ({ by, params }) => app().exports.status(params.job, by.id) ?? refuse('not-found')
);
