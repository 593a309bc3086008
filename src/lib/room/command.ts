import { m } from '#messages/messages.js';
import {
	addressOf,
	type AnswerOf,
	type Contract,
	type ParamsOf,
	type Question,
	type Sent
} from '#shared/commands/contract.ts';
import type { RefusalCode } from '#shared/refusals.ts';

/** The outcome of a command: its answer, or the words that say why it was not done. */
export type Outcome<Answer = unknown> =
	| { readonly ok: true; readonly value: Answer }
	| { readonly ok: false; readonly words: string; readonly code?: RefusalCode };

/** A server that has not answered by then is given up on, in milliseconds; on a bad line nothing else would say so. */
export const LONGEST_WAIT = 30_000;

/** Sends a command by its contract. A network failure is an outcome too, and so is no answer within {@link LONGEST_WAIT}. */
export function send<One extends Contract>(
	contract: One,
	params: ParamsOf<One>,
	command: Sent<One>
): Promise<Outcome<AnswerOf<One>>> {
	return outcomeOf<One>(addressOf(contract, params), {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify(command)
	});
}

/** Asks a question, which changes nothing. */
export function ask<One extends Question>(
	question: One,
	params: ParamsOf<One>,
	query: Readonly<Record<string, string>> = {}
): Promise<Outcome<AnswerOf<One>>> {
	const headers = { accept: 'application/json' };
	return outcomeOf<One>(addressOf(question, params, query), { headers });
}

async function outcomeOf<One extends Question>(
	address: string,
	request: RequestInit
): Promise<Outcome<AnswerOf<One>>> {
	try {
		const response = await fetch(address, {
			...request,
			signal: AbortSignal.timeout(LONGEST_WAIT)
		});
		const value: unknown = await response.json();
		// The compiler holds the route to the contract's answer; this is the only place that relies on it.
		if (response.ok) return { ok: true, value: value as AnswerOf<One> };
		return { ok: false, ...refusalOf(value) };
	} catch (error) {
		const isLate = error instanceof DOMException && error.name === 'TimeoutError';
		const words = isLate
			? m.room_the_server_did_not_answer()
			: m.room_the_server_cannot_be_reached();
		return { ok: false, words };
	}
}

function refusalOf(value: unknown): { words: string; code?: RefusalCode } {
	const { message, code } = (value ?? {}) as Partial<App.Error>;
	return { words: message ?? m.room_the_server_refused_nothing_was(), ...(code && { code }) };
}
