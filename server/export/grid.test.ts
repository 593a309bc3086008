import { describe, expect, test } from 'vitest';
import { fillGrid, spread } from './grid.ts';
import type { Cell } from './paper.ts';

const cell = (colspan = 1, rowspan = 1, header = false): Cell => ({
	header,
	colspan,
	rowspan,
	blocks: []
});
const spans = (rows: readonly (readonly Cell[])[]) =>
	rows.map((row) => row.map(({ colspan, rowspan }) => `${colspan}x${rowspan}`));

describe('filling the grid of a table', () => {
	test('adds the missing cells of a short row', () => {
		expect(spans(fillGrid([[cell(), cell(), cell()], [cell()]]).rows)).toEqual([
			['1x1', '1x1', '1x1'],
			['1x1', '1x1', '1x1']
		]);
	});

	test('ends a span at the last row', () => {
		expect(spans(fillGrid([[cell(1, 99), cell()], [cell()]]).rows)).toEqual([
			['1x2', '1x1'],
			['1x1']
		]);
	});

	test('ends a span where another cell begins', () => {
		const rows = [
			[cell(), cell(1, 2), cell()],
			[cell(3), cell()]
		];
		expect(spans(fillGrid(rows).rows)).toEqual([
			['1x1', '1x2', '1x1'],
			['1x1', '1x1']
		]);
	});

	test('does not let a head cell span into the body', () => {
		const table = fillGrid([[cell(1, 2, true), cell(1, 1, true)], [cell()]]);
		expect(table.headRows).toBe(1);
		expect(spans(table.rows)).toEqual([
			['1x1', '1x1'],
			['1x1', '1x1']
		]);
	});

	test('cuts off a span of absurd width', () => {
		expect(fillGrid([[cell(100_000)]]).columns).toHaveLength(40);
	});
});

test('spread shows which places a span covers', () => {
	const { rows, columns } = fillGrid([
		[cell(1, 2), cell(2)],
		[cell(), cell()]
	]);
	const seen = spread(rows, columns.length).map((row) => row.map((place) => Boolean(place)));
	expect(seen).toEqual([
		[true, true, false],
		[false, true, true]
	]);
});
