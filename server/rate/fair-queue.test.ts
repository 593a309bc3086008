import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue.ts';

type Name = 'anna' | 'boris' | 'mallory';

/** A queue whose jobs take as long as they say, and what was done in it. */
function setup() {
	let now = 0;
	const queue = new FairQueue<Name>(() => now);
	const done: string[] = [];
	const ask = (name: Name, what: string, takes: number) =>
		queue.run(name, () => {
			now += takes;
			done.push(`${name} ${what}`);
			return Promise.resolve(what);
		});
	return { queue, done, ask, pass: (time: number) => (now += time) };
}

describe('a queue in which each bears what they cost', () => {
	it('lets those who ask for little go before those who ask for much', async () => {
		const { ask, done } = setup();
		const much = ['1', '2', '3'].map((what) => ask('mallory', what, 10_000));
		const little = ['1', '2'].map((what) => ask('anna', what, 5));
		await Promise.all([...much, ...little]);
		expect(done).toEqual(['mallory 1', 'anna 1', 'anna 2', 'mallory 2', 'mallory 3']);
	});

	it('remembers what somebody cost when they come again, and forgets it in time', async () => {
		const { ask, done, pass } = setup();
		await ask('mallory', 'before', 10_000);
		const both = () =>
			Promise.all([ask('boris', '0', 5), ask('mallory', '1', 5), ask('anna', '1', 5)]);
		await both();
		expect(done.slice(1)).toEqual(['boris 0', 'anna 1', 'mallory 1']);
		pass(3_600_000);
		await both();
		expect(done.slice(4)).toEqual(['boris 0', 'mallory 1', 'anna 1']);
	});

	it('tells an error to whoever asked, and goes on', async () => {
		const { queue, ask } = setup();
		const failing = queue.run('mallory', () => Promise.reject(new Error('broken')));
		const next = ask('mallory', 'next', 1);
		await expect(failing).rejects.toThrow('broken');
		await expect(next).resolves.toBe('next');
	});
});
