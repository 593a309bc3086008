import { describe, expect, it } from 'vitest';
import { figuresIn } from './bench/compare/printed.ts';
import { judge, type Round } from './bench/compare/verdict.ts';

const round = (before: number, now: number, after: number): Round => ({
	before: { cpu: before },
	now: { cpu: now },
	after: { cpu: after }
});

describe('old, new and old again', () => {
	it.each([
		['the same within what old differs from itself', [round(10, 11, 12)], 'same'],
		['a loss beyond it', [round(10, 14, 11)], 'loss'],
		['a gain beyond it', [round(10, 5, 11)], 'gain'],
		[
			'the same when one round of three is worse',
			[round(10, 20, 10), round(10, 10, 10), round(10, 10, 10)],
			'same'
		],
		[
			'the same when one round of old was as far off',
			[round(10, 12, 10), round(10, 12, 10), round(10, 12, 13)],
			'same'
		],
		['the same where nothing was measured', [round(NaN, 10, 10)], 'same']
	] as const)('is %s', (_, rounds, word) => {
		expect(judge('cpu', rounds).word).toBe(word);
	});

	it('compare the new run with the old ones just before and after it', () => {
		expect(judge('cpu', [round(10, 15, 20)])).toEqual({
			...{ figure: 'cpu', change: 1, noise: 2, word: 'same' }
		});
	});
});

describe('the output of a bench', () => {
	it('is parsed by its column titles', () => {
		const printed =
			'x\n\n| server | p50 ms | missing |\n|---|---:|---:|\n| ours | 1.5 | 0 |\n| bare | 9 | 9 |';
		expect(figuresIn(printed)).toEqual({ 'p50 ms': 1.5, missing: 0 });
	});

	it('is rejected if our server is missing', () => {
		expect(() => figuresIn('| server | p50 ms |\n| bare | 1 |')).toThrow('no figures of ours');
	});
});
