import { app } from '#lib/server/app.ts';
import { deviceOf } from '#lib/server/entrance.ts';
import { reply } from '#lib/server/serve.ts';
import { outboxKeyQuestion } from '#shared/commands/accounts.ts';

export const GET = reply(outboxKeyQuestion, async ({ by, event }) => ({
	key: (await app().outboxKeys.of(by.id, deviceOf(event))) ?? null
}));
