import { app } from '#lib/server/app.ts';
import { reply } from '#lib/server/serve.ts';
import { filesQuestion } from '#shared/commands/files.ts';

export const GET = reply(filesQuestion, ({ by, params: { session } }) =>
	app().files.of(by.id, session)
);
