import { app } from '#lib/server/app.ts';
import { signedIn } from '#lib/server/request.ts';
import { isPending } from '#shared/follow-up/status.ts';
import { NO_FILTER } from '#shared/register/filter.ts';
import type { PageServerLoad } from './$types';

const SHOWN = { offset: 0, limit: 50 };

/** The person's sessions and open tasks: answers, confirmations, and their own actions by due date. */
export const load: PageServerLoad = async (event) => {
	const { id, organisation } = signedIn(event);
	event.depends('board:registers');
	const { sessions, register } = app();
	const mine = await register.page(id, { ...NO_FILTER, whose: 'mine', status: 'open' }, SHOWN);
	const ours = { ...NO_FILTER, whose: 'organisation', status: 'open' } as const;
	const completed = { ...NO_FILTER, whose: 'all', status: 'completed' } as const;
	return {
		sessions: await sessions.of(id),
		toAnswer: (await register.page(id, ours, SHOWN)).filter(
			({ takenOn, lead, leadPerson }) =>
				takenOn === 'asked' &&
				lead?.id === organisation.id &&
				(leadPerson === undefined || leadPerson.id === id)
		),
		toConfirm: (await register.page(id, completed, SHOWN)).filter(({ moves }) =>
			moves.includes('confirm')
		),
		myActions: mine.filter(({ status }) => isPending(status))
	};
};
