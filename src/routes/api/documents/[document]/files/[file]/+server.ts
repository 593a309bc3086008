import { app } from '#lib/server/app.ts';
import { allowed, param, sender } from '#lib/server/request.ts';
import { serve } from '#lib/server/serve.ts';
import { fileContract, fileQuestion } from '#shared/commands/files.ts';
import { dispositionOf } from '#shared/files/disposition.ts';
import type { RequestHandler } from './$types';

/** Nothing in a file runs, wherever somebody opens it. */
const POLICY =
	"sandbox; default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/** The file: a picture to be shown, everything else to be kept. */
export const GET: RequestHandler = async (event) => {
	const { id } = sender(event);
	const document = param(fileQuestion.params.document, event.params.document);
	const file = param(fileQuestion.params.file, event.params.file);
	const served = allowed(await app().files.open(id, { document, file }));
	return new Response(served.bytes, {
		headers: {
			'content-type': served.media,
			'content-length': String(served.size),
			'content-disposition': dispositionOf(served),
			'content-security-policy': POLICY,
			'cross-origin-resource-policy': 'same-origin',
			'x-content-type-options': 'nosniff',
			'cache-control': 'private, no-store'
		}
	});
};

export const POST = serve(fileContract, async ({ by, params, body }) => {
	const { changes } = app().files;
	switch (body.do) {
		case 'describe':
			return changes.describe(by.id, params, body);
		case 'mark':
			return changes.mark(by.id, params, { ...body, label: body.label });
		case 'remove':
			return changes.remove(by.id, params);
	}
});
