import type { Scenario } from '../scenarios/scenario.ts';
import type { Results } from './results.ts';

/** A Markdown table; the first columns are words, aligned left, the others figures. */
export function table(
	head: readonly string[],
	rows: readonly (readonly string[])[],
	words = 1
): string {
	const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
	const pad = (cell: string, i: number) =>
		i < words ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
	const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`;
	const rule = widths.map((width, i) => `${'-'.repeat(width + 1)}${i < words ? '-' : ':'}`);
	return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}

/** All measurements of one scenario. */
export function scenarioTable(scenario: Scenario, results: Results): string {
	const { name, title, columns, ratio } = scenario;
	const ratioHead = ratio ? [`x ${ratio.to}`] : [];
	const rows = results
		.servers(name)
		.map((server) => [
			server,
			...columns.map(({ figure, digits }) => shown(results.figure(name, server, figure), digits)),
			...(ratio ? [shown(results.ratio(name, ratio.figure, server, ratio.to), 2)] : [])
		]);
	const head = ['server', ...columns.map((column) => column.title), ...ratioHead];
	return `\n${name}: ${title}\n\n${table(head, rows)}`;
}

export function shown(number: number, digits: number): string {
	return Number.isFinite(number) ? number.toFixed(digits) : '–';
}
