import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { idSchema, type DocumentId, type VersionId } from '#shared/ids.ts';
import type { RequestHandler } from './$types';

const command = v.object({ do: v.literal('restore') });

/** What a version says. */
export const GET: RequestHandler = async (event) => {
	const { id } = sender(event);
	const document = param(idSchema<DocumentId>(), event.params.document);
	const version = param(idSchema<VersionId>(), event.params.version);
	const text = allowed(await app().versions.read(id, document, version));
	return Response.json(text, { headers: { 'cache-control': 'no-store' } });
};

/** Restores a version; answers with the version in which the text before it is kept. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const document = param(idSchema<DocumentId>(), event.params.document);
	const version = param(idSchema<VersionId>(), event.params.version);
	await body(event, command);
	return Response.json({ kept: allowed(await app().versions.restore(id, document, version)) });
};
