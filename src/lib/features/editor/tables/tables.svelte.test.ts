import { CellSelection } from '@tiptap/pm/tables';
import { describe, expect, it } from 'vitest';
import { writeIn } from '../../../../../tests/support/written-text.ts';
import { tableChoices } from './table-choices.ts';
import { addTo, merge, moveBy, removeFrom, split, toggleHeader } from './table-commands.ts';

/** A text with a table in which the first cells have words. */
async function withTable() {
	const written = await writeIn([['paragraph', '']]);
	const { editor, press, type } = written;
	editor.commands.putTable();
	for (const words of ['a', 'b', 'c', 'd']) {
		type(words);
		press('Tab');
	}
	return { ...written, cells: () => cellsOf(editor.view.dom) };
}

function cellsOf(dom: HTMLElement): string[] {
	return [...dom.querySelectorAll('tr')].map((row) =>
		[...row.children]
			.map(
				(cell) =>
					`${cell.localName === 'th' ? '#' : ''}${cell.textContent}${(cell as HTMLTableCellElement).colSpan > 1 ? '+' : ''}`
			)
			.join('|')
	);
}

describe('a table', () => {
	it('is put in the place of an empty line, and Tab goes through its cells', async () => {
		const { cells, lines, isRead } = await withTable();
		expect(lines()).toEqual(['table']);
		expect(cells()).toEqual(['#a|#b|#c', 'd||', '||']);
		expect(isRead()).toBe(true);
	});

	it('says what can be done with the selected cells', async () => {
		const { editor, caret } = await withTable();
		caret('a');
		expect(tableChoices(editor)).toEqual({
			...{ mayMerge: false, maySplit: false },
			mayMove: { up: false, down: true, back: false, on: true }
		});
		const { doc } = editor.state;
		const cells: number[] = [];
		doc.descendants((node, at) => void (node.type.name.startsWith('tableH') && cells.push(at)));
		const [from = 0, to = 0] = cells;
		editor.view.dispatch(editor.state.tr.setSelection(CellSelection.create(doc, from, to)));
		expect(tableChoices(editor)).toMatchObject({ mayMerge: true, maySplit: false });
		merge(editor);
		expect(tableChoices(editor)).toMatchObject({ mayMerge: false, maySplit: true });
		caret('d');
		expect(tableChoices(editor).mayMove).toEqual({ up: true, down: true, back: false, on: true });
	});

	it('gets a row by Tab in its last cell', async () => {
		const { cells, press, type } = await withTable();
		for (let at = 0; at < 5; at++) press('Tab');
		type('z');
		expect(cells()).toEqual(['#a|#b|#c', 'd||', '||', 'z||']);
	});

	it('gets, moves and loses rows and columns; undo takes each back', async () => {
		const { editor, caret, cells, press, isRead } = await withTable();
		caret('d');
		addTo(editor, 'columns', 'before');
		expect(cells()).toEqual(['#|#a|#b|#c', '|d||', '|||']);
		moveBy(editor, 'columns', 1);
		expect(cells()[1]).toBe('||d|');
		moveBy(editor, 'rows', -1);
		expect(cells()[0]).toContain('d');
		removeFrom(editor, 'rows');
		expect(cells()).toHaveLength(2);
		expect(isRead()).toBe(true);
		for (let at = 0; at < 4; at++) press('Mod-z');
		expect(cells()).toEqual(['#a|#b|#c', 'd||', '||']);
	});

	it('gets headings, and cells that are shown as one', async () => {
		const { editor, caret, cells, isRead } = await withTable();
		caret('d');
		toggleHeader(editor, 'rows');
		toggleHeader(editor, 'columns');
		expect(cells()).toEqual(['#a|b|c', '#d||', '#||']);
		const { doc, selection, tr } = editor.state;
		const first = selection.$from.before(3);
		const next = selection.$from.after(3);
		editor.view.dispatch(tr.setSelection(CellSelection.create(doc, first, next)));
		merge(editor);
		expect(cells()[1]).toBe('#d+|');
		caret('d');
		split(editor);
		expect(cells()[1]).toBe('#d||');
		expect(isRead()).toBe(true);
	});

	it.each([
		['one', 'b', 'o'],
		['b', 'two', 'wo'],
		['one', 'two', 'owo']
	])('goes whole when what is erased reaches from %s to %s', async (from, to, rest) => {
		const { editor, caret, press, lines, type, isRead } = await writeIn([
			['paragraph', 'one'],
			['paragraph', ''],
			['paragraph', 'two']
		]);
		editor.commands.setTextSelection(6);
		editor.commands.putTable();
		type('a');
		press('Tab');
		type('b');
		caret(from === 'one' ? 'o' : from);
		const start = editor.state.selection.from;
		caret(to === 'two' ? 't' : to);
		editor.commands.setTextSelection({ from: start, to: editor.state.selection.to });
		press('Backspace');
		expect(lines().filter((line) => line.endsWith(` ${rest}`))).toHaveLength(1);
		expect(lines()).not.toContain('table');
		expect(isRead()).toBe(true);
	});

	it('has a way out at both ends', async () => {
		const { caret, press, lines } = await withTable();
		caret('a');
		press('ArrowUp');
		expect(lines()).toEqual(['paragraph', 'table']);
		for (let at = 0; at < 2; at++) {
			caret('d');
			for (let cell = 0; cell < 4; cell++) press('Tab');
			press('ArrowDown');
		}
		expect(lines()).toEqual(['paragraph', 'table', 'paragraph']);
	});
});
