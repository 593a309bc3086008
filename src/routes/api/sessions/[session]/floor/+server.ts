import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import type * as v from 'valibot';
import { floorContract } from '#shared/commands/run.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, refuse } from '#shared/refusals.ts';

export const POST = serve(floorContract, async ({ by, params: { session }, body }) => {
	const refusal = await act(by.id, session, body);
	if (isRefusal(refusal)) return refusal;
	const run = await app().run.view(session);
	return run ? { run } : refuse('not-found');
});

async function act(
	by: PersonId,
	session: SessionId,
	what: v.InferOutput<typeof floorContract.body>
) {
	const { floor } = app();
	switch (what.do) {
		case 'ask':
			return floor.ask(by, session, { kind: what.kind, person: what.person });
		case 'give':
			return floor.give(by, session, { turn: what.turn, from: what.from });
		case 'end':
			return floor.end(by, session, { turn: what.turn });
	}
}
