import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { dayField } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { ACTION_STATUSES } from '#shared/follow-up/status.ts';
import { idSchema, type ActionId } from '#shared/ids.ts';
import type { RequestHandler } from './$types';

const change = v.object({
	status: v.optional(v.picklist(ACTION_STATUSES, 'is not a status')),
	due: v.optional(dayField)
});

/** Changes an action from the register, in the document it lives in. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const action = param(idSchema<ActionId>(), event.params.action);
	const { document } = allowed(await app().actions.find(id, action));
	allowed(await app().actions.change(id, document, action, await body(event, change)));
	return Response.json({ done: true });
};
