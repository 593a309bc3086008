import { app } from '#lib/server/app.ts';
import { reply } from '#lib/server/serve.ts';
import { leadsQuestion } from '#shared/commands/actions.ts';
import { refuse } from '#shared/refusals.ts';

export const GET = reply(leadsQuestion, async ({ by, params: { session } }) => {
	const { participation } = app();
	if (!(await participation.reader(by.id, session))) return refuse('not-found');
	const delegations = await participation.delegations(session);
	return {
		delegations: delegations.map(({ organisation: { id, code, name }, people }) => ({
			...{ organisation: id, code, name },
			people: people.map((one) => ({ id: one.person, name: one.name }))
		}))
	};
});
