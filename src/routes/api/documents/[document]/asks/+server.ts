import { app } from '#lib/server/app.ts';
import { reply, serve } from '#lib/server/serve.ts';
import { askContract, asksQuestion } from '#shared/commands/asks.ts';

export const POST = serve(askContract, async ({ by, params: { document }, body }) => {
	const { asks } = app();
	switch (body.do) {
		case 'ask':
			return asks.ask(by.id, document, body);
		case 'withdraw':
			return asks.withdraw(by.id, document, body.request);
		case 'grant':
			return asks.grant(by.id, document, body.request);
		case 'refuse':
			return asks.refuse(by.id, document, body);
		case 'sanitise':
			return asks.sanitise(by.id, document, body);
	}
});

export const GET = reply(asksQuestion, ({ by, params: { document } }) =>
	app().asks.of(by.id, document)
);
