import { app } from '#lib/server/app.ts';
import { reply, serve } from '#lib/server/serve.ts';
import { keepVersionContract, versionsQuestion } from '#shared/commands/documents.ts';
import { isRefusal } from '#shared/refusals.ts';

export const GET = reply(versionsQuestion, async ({ by, params }) => {
	const versions = await app().versions.list(by.id, params.document);
	return isRefusal(versions) ? versions : { versions };
});

export const POST = serve(keepVersionContract, async ({ by, params, body }) => {
	const id = await app().versions.keep(by.id, params.document, body.label);
	return isRefusal(id) ? id : { id };
});
