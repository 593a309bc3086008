import { app } from '#lib/server/app.ts';
import { reply, serve } from '#lib/server/serve.ts';
import { minutesContract, minutesQuestion } from '#shared/commands/minutes.ts';
import { refuse } from '#shared/refusals.ts';

export const POST = serve(minutesContract, async ({ by, params: { session }, body }) => {
	const { drafting, adoption, corrections } = app().editions;
	switch (body.do) {
		case 'draft':
			return drafting.begin(by.id, session);
		case 'write':
			return drafting.write(by.id, session, { ...body, is: 'write' });
		case 'add':
			return drafting.write(by.id, session, { ...body, is: 'add' });
		case 'leave-out':
			return drafting.write(by.id, session, { ...body, is: 'leave-out' });
		case 'restore':
			return drafting.write(by.id, session, { ...body, is: 'restore' });
		case 'attribute':
			return drafting.attribute(by.id, session, body.item, body.attribution);
		case 'circulate':
			return adoption.circulate(by.id, session, body);
		case 'recall':
			return adoption.recall(by.id, session);
		case 'correct':
			return corrections.ask(by.id, session, body);
		case 'take-back':
			return corrections.takeBack(by.id, session, body.correction);
		case 'accept':
			return corrections.answer(by.id, session, { ...body, how: 'accepted' });
		case 'adapt':
			return corrections.answer(by.id, session, { ...body, how: 'adapted' });
		case 'reject':
			return corrections.answer(by.id, session, { ...body, how: 'rejected' });
		case 'vote':
			return corrections.vote(by.id, session, body);
		case 'adopt':
			return adoption.adopt(by.id, session, body.inSession);
		case 'revise':
			return adoption.revise(by.id, session, body.kind);
	}
});

export const GET = reply(minutesQuestion, async ({ by, params: { session } }) => {
	const { editions, participation } = app();
	const reader = await participation.reader(by.id, session);
	return reader ? editions.view(session, reader) : refuse('not-found');
});
