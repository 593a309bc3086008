import type { Figures } from '../load/job.ts';

/** Old, new and old again, one after the other. */
export interface Round {
	readonly before: Figures;
	readonly now: Figures;
	readonly after: Figures;
}

export interface Verdict {
	readonly figure: string;
	/** New divided by the old runs just before and after: the median of the rounds. */
	readonly change: number;
	/** Second old run divided by the first: the value furthest from 1 among the rounds. */
	readonly noise: number;
	readonly word: 'loss' | 'gain' | 'same';
}

/** The verdict on a figure where lower is better. Only a change beyond the noise between the old runs counts. */
export function judge(figure: string, rounds: readonly Round[]): Verdict {
	const read = (all: Figures) => all[figure] ?? NaN;
	const change = median(
		rounds.map(({ before, now, after }) => read(now) / ((read(before) + read(after)) / 2))
	);
	const noises = rounds.map(({ before, after }) => read(after) / read(before));
	const noise = noises.reduce((a, b) => (distance(b) > distance(a) ? b : a), 1);
	return { figure, change, noise, word: wordFor(change, noise) };
}

function wordFor(change: number, noise: number): Verdict['word'] {
	if (!(distance(change) > distance(noise))) return 'same'; // also if nothing was measured
	return change > 1 ? 'loss' : 'gain';
}

/** Half and double are equally far from 1. */
const distance = (ratio: number) => Math.abs(Math.log(ratio));

function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
