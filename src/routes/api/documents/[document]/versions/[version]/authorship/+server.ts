import { app } from '#lib/server/app.ts';
import { reply } from '#lib/server/serve.ts';
import { authorshipQuestion } from '#shared/commands/documents.ts';

export const GET = reply(authorshipQuestion, ({ by, params: { document, version } }) =>
	app().versions.authorship(by.id, document, version)
);
