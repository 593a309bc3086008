import { app } from '#lib/server/app.ts';
import { sender } from '#lib/server/request.ts';
import type { RequestHandler } from './$types';

/** Marks all of one's notifications as read. */
export const POST: RequestHandler = async (event) => {
	await app().notifications.markRead(sender(event).id);
	return Response.json({ done: true });
};
