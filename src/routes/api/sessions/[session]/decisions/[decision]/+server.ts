import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { markDecisionContract } from '#shared/commands/decisions.ts';

export const POST = serve(markDecisionContract, async ({ by, params, body }) => {
	const change = body.do === 'in-force' ? undefined : { kind: body.do, by: body.by };
	const earlier = { decision: params.decision, document: body.document };
	return app().decisionChanges.mark(by.id, params.session, earlier, change);
});
