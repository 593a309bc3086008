import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { addItemContract } from '#shared/commands/agenda.ts';
import { isRefusal } from '#shared/refusals.ts';

export const POST = serve(addItemContract, async ({ by, params, body }) => {
	const { plannedMinutes, ...item } = body;
	const id = await app().agenda.add(by.id, params.session, { ...item, plannedMinutes });
	return isRefusal(id) ? id : { id };
});
