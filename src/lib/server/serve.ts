import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { AnswerOf, Contract, Done, ParamsOf, Question } from '#shared/commands/contract.ts';
import type { PersonView } from '#shared/people.ts';
import type { Refusal } from '#shared/refusals.ts';
import { allowed, body, param, sender } from './request.ts';

/** The parsed input of a question or command. */
interface Asked<One extends Question> {
	readonly by: PersonView;
	readonly params: ParamsOf<One>;
	readonly event: RequestEvent;
}

/** A command whose answer is only {@link Done} may return nothing. */
type Answered<Answer> = Answer | Refusal | (Done extends Answer ? undefined : never);

const DONE: Done = { done: true };

/** Serves a command by its contract: identify, parse, one call, answer. */
export function serve<One extends Contract>(
	contract: One,
	act: (
		asked: Asked<One> & { readonly body: v.InferOutput<One['body']> }
	) => Promise<Answered<AnswerOf<One>>>,
	status = 200
): RequestHandler {
	return async (event) => {
		const by = sender(event);
		const params = paramsOf(contract, event);
		const answer = await act({ by, params, event, body: await body(event, contract.body) });
		return Response.json(allowed(answer) ?? DONE, { status });
	};
}

/** Serves a question by its contract. The answer is not cached. */
export function reply<One extends Question>(
	contract: One,
	find: (asked: Asked<One>) => Promise<AnswerOf<One> | Refusal>
): RequestHandler {
	return async (event) => {
		const by = sender(event);
		const answer = allowed(await find({ by, params: paramsOf(contract, event), event }));
		return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
	};
}

function paramsOf<One extends Question>({ params }: One, event: RequestEvent): ParamsOf<One> {
	const given: Readonly<Record<string, string | undefined>> = event.params;
	const parsed = Object.entries(params).map(([name, schema]) => [name, param(schema, given[name])]);
	return Object.fromEntries(parsed) as ParamsOf<One>; // each was parsed by its schema, which the type states
}
