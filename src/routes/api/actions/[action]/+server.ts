import { app } from '#lib/server/app.ts';
import { param } from '#lib/server/request.ts';
import { reply, serve } from '#lib/server/serve.ts';
import { actionContract, historyQuestion } from '#shared/commands/actions.ts';
import { isRefusal } from '#shared/refusals.ts';
import { documentId } from '#shared/commands/fields.ts';

export const POST = serve(actionContract, async ({ by, params, body }) => {
	const { actions, changeRequests, followUps } = app();
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
		case 'ask-change':
			return changeRequests.ask(by.id, place, body.change, body.words);
		case 'grant-change':
			return changeRequests.grant(by.id, place, body.request);
		case 'refuse-change':
			return changeRequests.refuse(by.id, place, body.request, body.words);
	}
});

export const GET = reply(historyQuestion, async ({ by, params, event }) => {
	const { changeRequests, followUps } = app();
	const document = param(documentId, event.url.searchParams.get('document'));
	const place = { document, action: params.action };
	const entries = await followUps.history(by.id, place);
	if (isRefusal(entries)) return entries;
	const requests = await changeRequests.of(by.id, place);
	return isRefusal(requests) ? requests : { entries, requests };
});
