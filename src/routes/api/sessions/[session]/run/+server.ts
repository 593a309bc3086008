import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import type * as v from 'valibot';
import { runContract } from '#shared/commands/run.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, refuse } from '#shared/refusals.ts';
import { isMissed } from '#shared/run/closing.ts';

export const POST = serve(runContract, async ({ by, params: { session }, body }) => {
	const answer = await act(by.id, session, body);
	if (isRefusal(answer) || isMissed(answer)) return answer;
	const run = await app().run.view(session);
	if (!run) return refuse('not-found');
	return answer ? { run, ...answer } : { run };
});

async function act(by: PersonId, session: SessionId, what: v.InferOutput<typeof runContract.body>) {
	const { run } = app();
	switch (what.do) {
		case 'start':
			return run.start(by, session);
		case 'suspend':
			return run.suspend(by, session, what.minutes);
		case 'resume':
			return run.resume(by, session);
		case 'next':
			return run.next(by, session, { from: what.from });
		case 'back':
			return run.back(by, session, { from: what.from, to: what.to });
		case 'go':
			return run.go(by, session, { from: what.from, to: what.to });
		case 'close':
			return run.close(by, session, { overrule: what.overrule });
		case 'plan':
			return run.plan(by, session, what.item, what.minutes);
		case 'dispose':
			return run.dispose(by, session, what.item, what.to);
		case 'present':
			return run.present(by, session, what.document);
	}
}
