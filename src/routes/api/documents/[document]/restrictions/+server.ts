import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { restrictContract } from '#shared/commands/documents.ts';
import { isRefusal } from '#shared/refusals.ts';

export const POST = serve(restrictContract, async ({ by, params: { document }, body }) => {
	const wish = { ...body, item: body.item };
	const annex = await app().restrictions.restrict(by.id, document, wish);
	return isRefusal(annex) ? annex : { annex };
});
