import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { recoverContract } from '#shared/commands/documents.ts';
import { isRefusal } from '#shared/refusals.ts';

export const POST = serve(recoverContract, async ({ by, params }) => {
	const version = await app().recovery.recover(by.id, params.document);
	return isRefusal(version) ? version : { version };
});
