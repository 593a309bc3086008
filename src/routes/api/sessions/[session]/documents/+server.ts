import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { label, organisationId, title } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { BRIEFING_TYPE_KEYS } from '#shared/board/briefing-types.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import type { RequestHandler } from './$types';

const fields = v.object({
	kind: v.picklist(['briefing', 'statements', 'annex'], () => m.field_is_not_a_kind_of_document()),
	title,
	label,
	audience: v.pipe(v.array(organisationId), v.maxLength(200)),
	briefingType: v.optional(v.picklist(BRIEFING_TYPE_KEYS, () => m.field_briefing_type()))
});

/** Adds a briefing, statements or an annex. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	allowed(await app().participation.allow(id, session, 'add document'));
	const { briefingType, ...document } = await body(event, fields);
	return Response.json({
		id: allowed(await app().documents.add(id, session, { ...document, briefingType }))
	});
};
