import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { versionLabel } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { idSchema, type DocumentId } from '#shared/ids.ts';
import type { RequestHandler } from './$types';

const fields = v.object({ label: versionLabel });

/** The versions of a document, newest first. */
export const GET: RequestHandler = async (event) => {
	const { id } = sender(event);
	const document = param(idSchema<DocumentId>(), event.params.document);
	const versions = allowed(await app().versions.list(id, document));
	return Response.json({ versions }, { headers: { 'cache-control': 'no-store' } });
};

/** Keeps the document as it is now. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const document = param(idSchema<DocumentId>(), event.params.document);
	const { label } = await body(event, fields);
	return Response.json({ id: allowed(await app().versions.keep(id, document, label)) });
};
