import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { dayField, organisationId, orEmpty, shortText } from '#lib/server/fields.ts';
import { allowed, body, param, sender } from '#lib/server/request.ts';
import {
	idSchema,
	type DecisionId,
	type DocumentId,
	type PersonId,
	type ReadBackId,
	type SessionId
} from '#shared/ids.ts';
import { ANSWERS } from '#shared/decisions/read-back.ts';
import type { RequestHandler } from './$types';

const readBack = idSchema<ReadBackId>();
const command = v.variant('do', [
	v.object({
		do: v.literal('open'),
		document: idSchema<DocumentId>(),
		decision: idSchema<DecisionId>(),
		verb: v.string(),
		text: v.string()
	}),
	v.object({
		do: v.literal('answer'),
		readBack,
		organisations: v.pipe(v.array(organisationId), v.minLength(1), v.maxLength(200)),
		answer: v.picklist(ANSWERS, () => m.field_answer()),
		words: v.optional(shortText, ''),
		liftBy: v.optional(orEmpty(dayField), '')
	}),
	v.object({ do: v.literal('lift'), readBack, organisation: organisationId }),
	v.object({ do: v.literal('conclude'), readBack }),
	v.object({ do: v.literal('take-back'), readBack })
]);
type Command = v.InferOutput<typeof command>;

/** Opens a read-back, takes what delegations say, and ends it. */
export const POST: RequestHandler = async (event) => {
	const { id } = sender(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	allowed(await act(id, session, await body(event, command)));
	return Response.json({ done: true });
};

function act(by: PersonId, session: SessionId, what: Command) {
	const { readBacks } = app();
	switch (what.do) {
		case 'open':
			return readBacks.open(by, session, what);
		case 'answer':
			return readBacks.answer(by, session, what.readBack, what);
		case 'lift':
			return readBacks.lift(by, session, what.readBack, what.organisation);
		case 'conclude':
			return readBacks.conclude(by, session, what.readBack);
		case 'take-back':
			return readBacks.takeBack(by, session, what.readBack);
	}
}
