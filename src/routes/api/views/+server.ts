import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { viewName } from '#lib/server/fields.ts';
import { allowed, body, sender } from '#lib/server/request.ts';
import { idSchema, type PersonId, type SavedViewId } from '#shared/ids.ts';
import { filterQuery, readFilter, readLook } from '#shared/register/filter.ts';
import type { RequestHandler } from './$types';

const view = idSchema<SavedViewId>();
const command = v.variant('do', [
	v.object({
		...{ do: v.literal('create'), name: viewName },
		query: v.pipe(
			v.string(),
			v.maxLength(1_000, () => m.field_query())
		)
	}),
	v.object({ do: v.literal('rename'), view, name: viewName }),
	v.object({ do: v.literal('remove'), view })
]);

/** Keeps, renames or removes a view of the register. Each person has their own. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const what = await body(event, command);
	return Response.json(allowed(await act(id, what)) ?? { done: true });
};

function act(by: PersonId, what: v.InferOutput<typeof command>) {
	const { savedViews } = app();
	switch (what.do) {
		case 'create':
			return savedViews.create(by, what.name, asFilter(what.query));
		case 'rename':
			return savedViews.rename(by, what.view, what.name);
		case 'remove':
			return savedViews.remove(by, what.view);
	}
}

/** Only what means a filter is kept, however the address was written. */
function asFilter(query: string): string {
	const search = new URLSearchParams(query);
	return filterQuery(readFilter(search), readLook(search));
}
