import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { itemContract } from '#shared/commands/agenda.ts';

export const POST = serve(itemContract, async ({ by, params: { session, item }, body }) => {
	const { agenda } = app();
	switch (body.do) {
		case 'change':
			return agenda.change(by.id, session, item, body.item, body.seen);
		case 'move':
			return agenda.move(by.id, session, item, body.after);
		case 'remove':
			return agenda.remove(by.id, session, item);
		case 'restore':
			return agenda.restore(by.id, session, item);
	}
});
