import { app } from '#lib/server/app.ts';
import { reply } from '#lib/server/serve.ts';
import { searchQuestion } from '#shared/commands/search.ts';
import { isRefusal } from '#shared/refusals.ts';

export const GET = reply(searchQuestion, async ({ by, event }) => {
	const groups = await app().search.find(by, event.url.searchParams.get('q') ?? '');
	return isRefusal(groups) ? groups : { groups };
});
