import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { heldContract } from '#shared/commands/documents.ts';

export const POST = serve(heldContract, ({ by, params: { document, held }, body }) =>
	app().heldChanges[body.do](by.id, document, held)
);
