import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { readBackContract } from '#shared/commands/decisions.ts';
import { isRefusal } from '#shared/refusals.ts';

export const POST = serve(readBackContract, async ({ by, params: { session }, body }) => {
	const { readBacks } = app();
	switch (body.do) {
		case 'open':
		case 'record': {
			const done = await readBacks[body.do](by.id, session, body);
			return isRefusal(done) ? done : undefined;
		}
		case 'answer':
			return readBacks.answer(by.id, session, body.readBack, body);
		case 'lift':
			return readBacks.lift(by.id, session, body.readBack, body.organisation);
		case 'conclude':
			return readBacks.conclude(by.id, session, body.readBack);
		case 'take-back':
			return readBacks.takeBack(by.id, session, body.readBack);
		case 'reopen':
			return readBacks.reopen(by.id, session, body.readBack);
	}
});
