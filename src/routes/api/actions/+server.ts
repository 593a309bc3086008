import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { actionChange, actionSeen, longText } from '#lib/server/fields.ts';
import { body, sender } from '#lib/server/request.ts';
import { MOVE_NAMES } from '#shared/follow-up/moves.ts';
import { idSchema, type ActionId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { isRefusal, refusalWords } from '#shared/refusals.ts';
import { readFilter } from '#shared/register/filter.ts';
import type { BulkOutcome } from '#shared/register/views.ts';
import type { RequestHandler } from './$types';

const MOST_ROWS = 200;
const MOST_CHANGES = 50; // the page sends more in several requests, and shows how far it is

/** A page of the register: the filter as the page's address has it, `from` and `count`. */
export const GET: RequestHandler = async (event) => {
	const { id } = sender(event);
	const { searchParams } = event.url;
	const window = { offset: wholeNumber(searchParams.get('from'), 1e9), limit: MOST_ROWS };
	const limit = wholeNumber(searchParams.get('count'), MOST_ROWS) || MOST_ROWS;
	const filter = readFilter(searchParams);
	const actions = await app().register.page(id, filter, { ...window, limit });
	return Response.json({ actions }, { headers: { 'cache-control': 'no-store' } });
};

function wholeNumber(text: string | null, most: number): number {
	return Math.min(most, /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0);
}

const place = { document: idSchema<DocumentId>(), action: idSchema<ActionId>() };
const change = v.variant('do', [
	v.object({
		...{ do: v.literal('change'), ...place },
		...{ change: actionChange, seen: v.optional(actionSeen) }
	}),
	v.object({
		...{ do: v.literal('move'), ...place, words: v.optional(longText, '') },
		move: v.picklist(MOVE_NAMES, () => m.field_move())
	})
]);
const bulk = v.object({
	changes: v.pipe(
		v.array(change),
		v.minLength(1, () => m.field_changes()),
		v.maxLength(MOST_CHANGES, () => m.field_at_most_at_once({ most: MOST_CHANGES }))
	)
});

/** Changes several actions. Each is judged by itself, and the answer says of each what came of it. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const { changes } = await body(event, bulk);
	const outcomes = await Promise.all(
		changes.map(async (one): Promise<BulkOutcome> => {
			const result = await act(id, one);
			return { action: one.action, refused: isRefusal(result) ? refusalWords(result) : undefined };
		})
	);
	return Response.json({ outcomes });
};

function act(by: PersonId, one: v.InferOutput<typeof change>) {
	const { actions, followUps } = app();
	if (one.do === 'change') return actions.change(by, one, one.change, one.seen);
	return followUps.move(by, one, { move: one.move, words: one.words });
}
