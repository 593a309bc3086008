import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitingForLine } from './wait-for-line.ts';

const DATA = '/sessions/x/__data.json?x-sveltekit-invalidated=01';

/** What comes of each question; the last for ever. */
let answers: (() => Response)[];
let asked: string[];
const ask = waitingForLine((input) => {
	asked.push(typeof input === 'string' ? input : '');
	const answer = answers.length > 1 ? answers.shift() : answers[0];
	return Promise.resolve().then(() => answer?.() ?? new Response());
});

const lost = () => {
	throw new TypeError('Failed to fetch');
};
const torn = () =>
	new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError('torn')) }));

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
});
afterEach(() => void vi.useRealTimers());

describe('what a page reads', () => {
	it.each([
		['nobody answers', lost],
		['the answer is torn off', torn],
		['what stands between says that the board is away', () => new Response('', { status: 503 })]
	])('is asked for again while %s, and then is there', async (_, trouble) => {
		answers = [trouble, trouble, () => new Response('all of it', { status: 200 })];
		const read = ask(DATA);
		await vi.advanceTimersByTimeAsync(499);
		expect(asked).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(1 + 1_000);
		expect(await (await read).text()).toBe('all of it');
		expect(asked).toHaveLength(3);
	});

	it('is asked for at once when the network is back, and every ten seconds otherwise', async () => {
		answers = [lost];
		void ask(DATA);
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		const { length } = asked;
		expect(length).toBeLessThan(70);
		window.dispatchEvent(new Event('online'));
		await vi.advanceTimersByTimeAsync(0);
		expect(asked).toHaveLength(length + 1);
	});

	it('that is refused is not asked for again', async () => {
		answers = [() => new Response('no', { status: 404 })];
		expect((await ask(DATA)).status).toBe(404);
		expect(asked).toHaveLength(1);
	});
});

it('everything else fails as before', async () => {
	answers = [lost];
	await expect(ask('/api/sessions')).rejects.toThrow('Failed to fetch');
	expect(asked).toHaveLength(1);
});
