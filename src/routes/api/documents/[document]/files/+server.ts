import { app } from '#lib/server/app.ts';
import { readUpload } from '#lib/server/body.ts';
import { allowed, param, parsed, sender } from '#lib/server/request.ts';
import { addFileContract } from '#shared/commands/files.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const document = param(addFileContract.params.document, event.params.document);
	const { head, rest } = allowed(await readUpload(event));
	const said = parsed(head, addFileContract.body);
	const file = allowed(await app().files.add(id, document, said, rest));
	return Response.json({ file }, { status: 201 });
};
