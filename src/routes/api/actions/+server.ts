import { app } from '#lib/server/app.ts';
import { reply, serve } from '#lib/server/serve.ts';
import { changeActionsContract, registerQuestion } from '#shared/commands/actions.ts';
import type { PersonId } from '#shared/ids.ts';
import { isRefusal, refusalWords } from '#shared/refusals.ts';
import { readFilter } from '#shared/register/filter.ts';
import type { BulkOutcome } from '#shared/register/views.ts';
import type * as v from 'valibot';

const MOST_ROWS = 200;

/** A page of the register: the filter as in the page's address, plus `from` and `count`. */
export const GET = reply(registerQuestion, async ({ by, event }) => {
	const { searchParams } = event.url;
	const offset = wholeNumber(searchParams.get('from'), 1e9);
	const limit = wholeNumber(searchParams.get('count'), MOST_ROWS) || MOST_ROWS;
	const filter = readFilter(searchParams);
	return { actions: await app().register.page(by.id, filter, { offset, limit }) };
});

function wholeNumber(text: string | null, most: number): number {
	return Math.min(most, /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0);
}

export const POST = serve(changeActionsContract, async ({ by, body: { changes } }) => ({
	outcomes: await Promise.all(
		changes.map(async (one): Promise<BulkOutcome> => {
			const result = await act(by.id, one);
			return { action: one.action, refused: isRefusal(result) ? refusalWords(result) : undefined };
		})
	)
}));

type Change = v.InferOutput<typeof changeActionsContract.body>['changes'][number];

function act(by: PersonId, one: Change) {
	const { actions, followUps } = app();
	if (one.do === 'change') return actions.change(by, one, one.change, one.seen);
	return followUps.move(by, one, { move: one.move, words: one.words });
}
