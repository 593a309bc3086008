import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import { EXPORT_FORMATS } from '#shared/minutes/minutes.ts';
import type { RequestHandler } from './$types';

const fields = v.object({
	format: v.picklist(EXPORT_FORMATS, () => m.field_format()),
	illustrative: v.boolean()
});

/** Starts making a file of the minutes; `/api/exports/<job>` tells how far it is. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	const reader = allowed(await app().participation.allow(id, session, 'export minutes'));
	const { format, illustrative } = await body(event, fields);
	const minutes = allowed(await app().minutes({ session, reader, illustrative, at: new Date() }));
	const job = allowed(
		app().exports.start(id, minutes, format, `${minutes.control.reference}.${format}`)
	);
	return Response.json({ job: job.id }, { status: 202 });
};
