import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { body, sender } from '#lib/server/request.ts';
import { idSchema, type NotificationId } from '#shared/ids.ts';
import type { RequestHandler } from './$types';

const command = v.object({
	do: v.picklist(['read', 'unread'], () => m.field_do()),
	/** Left out: all of them. */
	only: v.optional(
		v.pipe(
			v.array(idSchema<NotificationId>()),
			v.maxLength(500, () => m.field_only())
		)
	)
});

/** Marks notifications of one's own as read or unread. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const { do: what, only } = await body(event, command);
	await app().notices.mark(id, what === 'read', only);
	return Response.json({ done: true });
};
