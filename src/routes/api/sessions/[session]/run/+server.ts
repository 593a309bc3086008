import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { plannedMinutes, reason } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import { isMissed } from '#shared/run/closing.ts';
import {
	idSchema,
	type AgendaItemId,
	type DocumentId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import { DISPOSITIONS } from '#shared/run/run-view.ts';
import type { RequestHandler } from './$types';

const item = idSchema<AgendaItemId>();
const from = v.optional(item);
const overrule = v.optional(reason);

const command = v.variant('do', [
	v.object({ do: v.literal('start') }),
	v.object({ do: v.literal('suspend') }),
	v.object({ do: v.literal('resume') }),
	v.object({ do: v.literal('next'), from, overrule }),
	v.object({ do: v.literal('go'), from, to: item }),
	v.object({ do: v.literal('close'), overrule }),
	v.object({ do: v.literal('shorten'), item, minutes: plannedMinutes }),
	v.object({ do: v.literal('dispose'), item, to: v.optional(v.picklist(DISPOSITIONS)) }),
	v.object({ do: v.literal('present'), document: v.optional(idSchema<DocumentId>()) })
]);

/** Commands what runs. Answers with how the session runs then, or with what is missing before it can be closed. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	const answer = allowed(await act(id, session, await body(event, command)));
	return Response.json(isMissed(answer) ? answer : { run: await app().run.view(session) });
};

async function act(by: PersonId, session: SessionId, what: v.InferOutput<typeof command>) {
	const { run } = app();
	switch (what.do) {
		case 'start':
			return run.start(by, session);
		case 'suspend':
			return run.suspend(by, session);
		case 'resume':
			return run.resume(by, session);
		case 'next':
			return run.next(by, session, { from: what.from, overrule: what.overrule });
		case 'go':
			return run.go(by, session, { from: what.from, to: what.to });
		case 'close':
			return run.close(by, session, { overrule: what.overrule });
		case 'shorten':
			return run.shorten(by, session, what.item, what.minutes);
		case 'dispose':
			return run.dispose(by, session, what.item, what.to);
		case 'present':
			return run.present(by, session, what.document);
	}
}
