import { app } from '#lib/server/app.ts';
import { param } from '#lib/server/request.ts';
import { reply, serve } from '#lib/server/serve.ts';
import { actionContract, historyQuestion } from '#shared/commands/actions.ts';
import { documentId } from '#shared/commands/fields.ts';

export const POST = serve(actionContract, async ({ by, params, body }) => {
	const { actions, followUps } = app();
	const place = { document: body.document, action: params.action };
	switch (body.do) {
		case 'change':
			return actions.change(by.id, place, body.change, body.seen);
		case 'move':
			return followUps.move(by.id, place, body);
		case 'note':
			return followUps.note(by.id, place, body.kind, body.words);
		case 'answer':
			return followUps.answer(by.id, place, body.answer, body.words);
	}
});

export const GET = reply(historyQuestion, ({ by, params, event }) => {
	const document = param(documentId, event.url.searchParams.get('document'));
	return app().followUps.history(by.id, { document, action: params.action });
});
