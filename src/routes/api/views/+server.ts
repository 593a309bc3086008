import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { viewContract } from '#shared/commands/views.ts';
import { filterQuery, readFilter, readLook } from '#shared/register/filter.ts';

export const POST = serve(viewContract, async ({ by, body }) => {
	const { savedViews } = app();
	switch (body.do) {
		case 'create':
			return savedViews.create(by.id, body.name, asFilter(body.query));
		case 'rename':
			return savedViews.rename(by.id, body.view, body.name);
		case 'remove':
			return savedViews.remove(by.id, body.view);
	}
});

/** Normalises the query to what the filter understands. */
function asFilter(query: string): string {
	const search = new URLSearchParams(query);
	return filterQuery(readFilter(search), readLook(search));
}
