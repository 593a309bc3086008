import { app } from '#lib/server/app.ts';
import { reply } from '#lib/server/serve.ts';
import { markingQuestion } from '#shared/commands/documents.ts';

export const GET = reply(markingQuestion, ({ by, params: { document } }) => {
	const { markings, rooms } = app();
	return markings.of(by.id, document, rooms.peopleIn(document));
});
