import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { actionChange, actionSeen, longText } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { ANSWERS, MOVE_NAMES } from '#shared/follow-up/moves.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import { idSchema, type ActionId, type DocumentId, type PersonId } from '#shared/ids.ts';
import type { RequestHandler } from './$types';

const document = idSchema<DocumentId>();
const words = v.optional(longText, '');
const command = v.variant('do', [
	v.object({
		...{ do: v.literal('change'), document },
		...{ change: actionChange, seen: v.optional(actionSeen) }
	}),
	v.object({
		...{ do: v.literal('move'), document, words },
		move: v.picklist(MOVE_NAMES, () => m.field_move()),
		by: v.optional(idSchema<ActionId>())
	}),
	v.object({
		...{ do: v.literal('note'), document, words: longText },
		kind: v.picklist(['progress', 'evidence'], () => m.field_kind())
	}),
	v.object({
		...{ do: v.literal('answer'), document, words },
		answer: v.picklist(ANSWERS, () => m.field_answer())
	})
]);

/** Changes an action in the document it lives in, or what the server keeps of it. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const action = param(idSchema<ActionId>(), event.params.action);
	const what = await body(event, command);
	const done = allowed(await act(id, { document: what.document, action }, what));
	return Response.json(done ?? { done: true });
};

function act(by: PersonId, place: ActionPlace, what: v.InferOutput<typeof command>) {
	const { actions, followUps } = app();
	switch (what.do) {
		case 'change':
			return actions.change(by, place, what.change, what.seen);
		case 'move':
			return followUps.move(by, place, what);
		case 'note':
			return followUps.note(by, place, what.kind, what.words);
		case 'answer':
			return followUps.answer(by, place, what.answer, what.words);
	}
}

/** The history of an action. */
export const GET: RequestHandler = async (event) => {
	const { id } = sender(event);
	const place = {
		action: param(idSchema<ActionId>(), event.params.action),
		document: param(document, event.url.searchParams.get('document'))
	};
	return Response.json(allowed(await app().followUps.history(id, place)), {
		headers: { 'cache-control': 'no-store' }
	});
};
