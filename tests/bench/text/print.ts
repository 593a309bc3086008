import { shown, table } from '../report/table.ts';
import { percentile, type TextFigures } from './figures.ts';

const HEAD = [
	...['page', 'pages', 'typists', 'p50', 'p95', 'p99', 'ms per change', 'script', 'layout'],
	...['opened ms', 'heap MB', 'missing']
];

/** One row per page: key to paint in ms, main thread per change of others. */
export function textTable(all: readonly TextFigures[]): string {
	const rows = all.map(({ page, pages, typists, keys, perChange, opened, heap, missing }) => [
		...[page, String(pages), String(typists)],
		...[0.5, 0.95, 0.99].map((share) => shown(percentile(keys, share), 0)),
		...[perChange?.task, perChange?.script, perChange?.layout].map((ms) => shown(ms ?? NaN, 2)),
		...[shown(opened, 0), shown(heap, 1), String(missing)]
	]);
	return table(HEAD, rows);
}

/** What was to be shown, from the rows with the most pages and typists. */
export function verdicts(all: readonly TextFigures[]): string {
	const last = all.at(-1);
	const at = (page: TextFigures['page'], typists = last?.typists) =>
		all.findLast((row) => row.page === page && row.typists === typists);
	const [ours, stock, empty] = [at('ours'), at('stock'), at('empty')];
	if (!last || !ours || !stock || !empty) return '';
	const above = percentile(ours.keys, 0.95) - percentile(empty.keys, 0.95);
	const times = (stock.perChange?.task ?? NaN) / (ours.perChange?.task ?? NaN);
	return [
		`${last.pages} pages, ${last.typists} typists:`,
		`key to paint p95 above an empty page: ${shown(above, 1)} ms (at most 16)`,
		`main thread per change: ${shown(times, 1)} times less than stock (at least 5)`
	].join('\n');
}
