import { m } from '#messages/messages.js';
import type { RefusalCode } from '#shared/refusals.ts';

/** What became of a command: done, or the words that say why not. */
export type Outcome =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly words: string; readonly code?: RefusalCode };

/** Sends a command. A lost line is an outcome too: nothing was changed, try again. */
export function send(path: string, command: unknown): Promise<Outcome> {
	return outcomeOf(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify(command)
	});
}

/** Asks for something that changes nothing. */
export function ask(path: string): Promise<Outcome> {
	return outcomeOf(path, { headers: { accept: 'application/json' } });
}

async function outcomeOf(path: string, request: RequestInit): Promise<Outcome> {
	try {
		const response = await fetch(path, request);
		const value: unknown = await response.json();
		return response.ok ? { ok: true, value } : { ok: false, ...refusalOf(value) };
	} catch {
		return { ok: false, words: m.room_the_server_cannot_be_reached() };
	}
}

function refusalOf(value: unknown): { words: string; code?: RefusalCode } {
	const { message, code } = (value ?? {}) as Partial<App.Error>;
	return { words: message ?? m.room_the_server_refused_nothing_was(), ...(code && { code }) };
}
