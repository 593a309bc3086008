import { deserialize } from '$app/forms';
import { m } from '#messages/messages.js';

const LONGEST_WAIT = 30_000; // ms
const CHANNEL = 'sign-in';
const USE = 10 * 60_000; // ms between two signs of use

/** Signs in without leaving the page. Returns the words that say why not; empty once it is done. */
export async function signInAgain(form: FormData): Promise<string> {
	try {
		const response = await fetch('/sign-in', {
			method: 'POST',
			headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
			body: form,
			signal: AbortSignal.timeout(LONGEST_WAIT)
		});
		const result = deserialize(await response.text());
		if (result.type === 'redirect') return '';
		const said: unknown = result.type === 'failure' ? result.data?.['message'] : undefined;
		return typeof said === 'string' ? said : m.forms_the_server_could_not_be();
	} catch {
		return m.forms_the_server_could_not_be();
	}
}

/** Tells this browser's other tabs that somebody is signed in. */
export function tellSignedIn(): void {
	const channel = new BroadcastChannel(CHANNEL);
	channel.postMessage(null);
	channel.close();
}

/** Calls back when another tab has told so, or may have: the page is looked at again. Returns how to stop. */
export function onSignedIn(heard: () => void): () => void {
	const channel = new BroadcastChannel(CHANNEL);
	const stop = new AbortController();
	const look = () => document.visibilityState === 'visible' && heard();
	channel.addEventListener('message', heard, { signal: stop.signal });
	document.addEventListener('visibilitychange', look, { signal: stop.signal });
	window.addEventListener('focus', look, { signal: stop.signal });
	return () => {
		stop.abort();
		channel.close();
	};
}

/** Asks the server for something now and then: whoever follows a session uses their login. Returns how to stop. */
export function keepSignedIn(ask: () => void): () => void {
	const timer = setInterval(ask, USE);
	return () => clearInterval(timer);
}
