import type { Figures } from '../load/job.ts';

/** The figures of our server by column title, from the table that a bench prints. */
export function figuresIn(output: string): Figures {
	const lines = output.split('\n').map(cellsOf);
	const head = lines.find(([first]) => first === 'server') ?? [];
	const row = lines.find(([first]) => first === 'ours') ?? [];
	if (row.length === 0) throw new Error(`the bench printed no figures of ours:\n${output}`);
	const figures = head.map((title, index) => [title, Number(row[index])] as const);
	return Object.fromEntries(figures.filter(([, figure]) => Number.isFinite(figure)));
}

const cellsOf = (line: string) => {
	const cells = line.split('|').slice(1, -1);
	return cells.map((cell) => cell.trim());
};
