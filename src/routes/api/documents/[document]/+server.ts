import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { documentContract } from '#shared/commands/documents.ts';

export const POST = serve(documentContract, async ({ by, params: { document }, body }) => {
	const { documentChanges, justifying, markings } = app();
	switch (body.do) {
		case 'rename':
			return documentChanges.rename(by.id, document, body.title, body.seen);
		case 'move':
			return documentChanges.move(by.id, document, body.after);
		case 'archive':
			return documentChanges.archive(by.id, document);
		case 'restore':
			return documentChanges.restore(by.id, document);
		case 'mark':
			return markings.mark(by.id, document, body);
		case 'justify':
			return justifying.justify(by.id, document, body);
	}
});
