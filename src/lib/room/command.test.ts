import { afterEach, expect, it, vi } from 'vitest';
import { m } from '#messages/messages.js';
import { runContract } from '#shared/commands/run.ts';
import { newId, type SessionId } from '#shared/ids.ts';
import { LONGEST_WAIT, send } from './command.ts';

const press = () => send(runContract, { session: newId<SessionId>() }, { do: 'start' });

/** A server that takes the request and never answers; the browser ends it with its signal. */
function silence(): void {
	vi.stubGlobal('fetch', (_address: string, { signal }: RequestInit) => {
		const { promise, reject } = Promise.withResolvers<Response>();
		signal?.addEventListener('abort', () => reject(signal.reason as Error));
		return promise;
	});
}

afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

it('gives up on a server that does not answer, and does not claim that nothing was changed', async () => {
	silence();
	const waited = new AbortController();
	const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(waited.signal);
	const outcome = press();
	expect(timeout).toHaveBeenCalledExactlyOnceWith(LONGEST_WAIT);
	waited.abort(new DOMException('over', 'TimeoutError'));
	expect(await outcome).toEqual({ ok: false, words: m.room_the_server_did_not_answer() });
});

it('says that a server cannot be reached', async () => {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
	expect(await press()).toEqual({ ok: false, words: m.room_the_server_cannot_be_reached() });
});

it('takes an answer that is no JSON for no answer', async () => {
	vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
	expect(await press()).toEqual({ ok: false, words: m.room_the_server_cannot_be_reached() });
});
