import { app } from '#lib/server/app.ts';
import { reply, serve } from '#lib/server/serve.ts';
import { restoreVersionContract, versionQuestion } from '#shared/commands/documents.ts';
import { isRefusal } from '#shared/refusals.ts';

export const GET = reply(versionQuestion, ({ by, params: { document, version } }) =>
	app().versions.read(by.id, document, version)
);

export const POST = serve(restoreVersionContract, async ({ by, params, body }) => {
	const { document, version } = params;
	const kept = await app().versions.restore(by.id, document, version, body.item);
	return isRefusal(kept) ? kept : { kept };
});
