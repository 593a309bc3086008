import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayIn } from './shared/time/dates.ts';
import { instantIn } from './shared/time/zoned-time.ts';
import { init } from './hooks.client.ts';

const own = Object.getOwnPropertyDescriptor(globalThis, 'Temporal');

afterEach(() => {
	if (own) Object.defineProperty(globalThis, 'Temporal', own);
});

const results = () => [
	instantIn('Europe/Amsterdam', '2024-03-31', '02:30'),
	instantIn('America/New_York', '2024-11-03', '01:30'),
	dayIn('Asia/Kathmandu', new Date('2024-07-11T18:20:00Z'))
];

describe('a browser', () => {
	it('that has Temporal keeps its own', async () => {
		const before = Temporal;
		await init();
		expect(Temporal).toBe(before);
	});

	it('that has none gets a substitute with the same results', async () => {
		const expected = results();
		const before = Temporal;
		Reflect.deleteProperty(globalThis, 'Temporal');
		await init();
		await vi.waitFor(() => expect(globalThis).toHaveProperty('Temporal'), { timeout: 15_000 });
		expect(Temporal).not.toBe(before);
		expect(results()).toEqual(expected);
	});
});
