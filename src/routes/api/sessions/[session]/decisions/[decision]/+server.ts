import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { idSchema, type DecisionId, type DocumentId, type SessionId } from '#shared/ids.ts';
import type { RequestHandler } from './$types';

const document = idSchema<DocumentId>();
const by = v.object({ decision: idSchema<DecisionId>(), document });
const command = v.variant('do', [
	v.object({ do: v.literal('amended'), document, by }),
	v.object({ do: v.literal('superseded'), document, by }),
	v.object({ do: v.literal('in-force'), document })
]);

/** Says what later decision amends or supersedes this one, or that it is in force again. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	const decision = param(idSchema<DecisionId>(), event.params.decision);
	const what = await body(event, command);
	const change = what.do === 'in-force' ? undefined : { kind: what.do, by: what.by };
	const earlier = { decision, document: what.document };
	allowed(await app().decisionChanges.mark(id, session, earlier, change));
	return Response.json({ done: true });
};
