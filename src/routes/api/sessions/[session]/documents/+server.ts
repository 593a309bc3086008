import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { addDocumentContract } from '#shared/commands/documents.ts';
import { isRefusal } from '#shared/refusals.ts';

export const POST = serve(addDocumentContract, async ({ by, params, body }) => {
	const id = await app().documents.add(by.id, params.session, body);
	return isRefusal(id) ? id : { id };
});
