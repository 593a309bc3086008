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

/** What became of a command: done, with its answer, or the words that say why not. */
export type Outcome<Answer = unknown> =
	| { readonly ok: true; readonly value: Answer }
	| { readonly ok: false; readonly words: string; readonly code?: RefusalCode };

/** Sends a command by its contract. A lost line is an outcome too: nothing was changed, try again. */
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

/** Asks for something that changes nothing. */
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
		const response = await fetch(address, request);
		const value: unknown = await response.json();
		// The route is held to the contract's answer by its type: the one place where that is relied on.
		if (response.ok) return { ok: true, value: value as AnswerOf<One> };
		return { ok: false, ...refusalOf(value) };
	} catch {
		return { ok: false, words: m.room_the_server_cannot_be_reached() };
	}
}

function refusalOf(value: unknown): { words: string; code?: RefusalCode } {
	const { message, code } = (value ?? {}) as Partial<App.Error>;
	return { words: message ?? m.room_the_server_refused_nothing_was(), ...(code && { code }) };
}
