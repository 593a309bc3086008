/** What became of a command: done, or the words that say why not. */
export type Outcome =
	{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly words: string };

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
		return response.ok ? { ok: true, value } : { ok: false, words: wordsOf(value) };
	} catch {
		return { ok: false, words: 'The server cannot be reached. Nothing was changed; try again.' };
	}
}

function wordsOf(value: unknown): string {
	const { message } = (value ?? {}) as { message?: unknown };
	return typeof message === 'string' ? message : 'The server refused. Nothing was changed.';
}
