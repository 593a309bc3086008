import { app } from '#lib/server/app.ts';
import { signedIn } from '#lib/server/request.ts';
import { readFilter, readLook, type RegisterFilter } from '#shared/register/filter.ts';
import type { PersonId } from '#shared/ids.ts';
import type { PageServerLoad } from './$types';

const FIRST = { table: 100, board: 0, timeline: 0 } as const; // rows of the table loaded with the page
const EACH = 25; // cards loaded per column or stretch
const OPEN = 3; // stretches of the timeline that start open

export const load: PageServerLoad = async (event) => {
	const { id } = signedIn(event);
	event.depends('board:registers');
	const filter = readFilter(event.url.searchParams);
	const look = readLook(event.url.searchParams);
	return {
		...{ filter, look, ...(await app().register.open(id, filter, FIRST[look])) },
		columns: look === 'board' ? await app().register.board(id, filter, EACH) : [],
		...(look === 'timeline' ? await timeline(id, filter) : { stretches: [] })
	};
};

async function timeline(id: PersonId, filter: RegisterFilter) {
	const { register } = app();
	const { stretches } = await register.timeline(id, filter);
	const first = stretches.slice(0, OPEN).map(async ({ when, count }) => ({
		...{ when, count },
		actions: await register.page(id, { ...filter, when }, { offset: 0, limit: EACH })
	}));
	const later = stretches.slice(OPEN).map((stretch) => ({ ...stretch, actions: [] }));
	return { stretches: [...(await Promise.all(first)), ...later] };
}
