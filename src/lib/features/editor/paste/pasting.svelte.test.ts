import { CellSelection } from '@tiptap/pm/tables';
import { describe, expect, it } from 'vitest';
import { writeIn } from '../../../../../tests/support/written-text.ts';

type Written = Awaited<ReturnType<typeof writeIn>>;

/** What a program puts into the clipboard. */
const clipboard = (html: string, text: string) => ({
	files: [],
	getData: (type: string) => (type === 'text/html' ? html : text)
});

function paste({ editor }: Written, html: string, text = 'words'): void {
	const { view } = editor;
	const event = Object.assign(new Event('paste'), {
		clipboardData: clipboard(html, text)
	}) as unknown as ClipboardEvent;
	if (html === '') view.pasteText(text, event);
	else view.pasteHTML(html, event);
}

/** What copying the selection puts into the clipboard. */
function copied({ editor }: Written) {
	const { view } = editor;
	const { dom, text } = view.serializeForClipboard(view.state.selection.content());
	return { html: dom.innerHTML, text };
}

describe('what comes from elsewhere', () => {
	it('is put in as lines; the first goes on with the line, the last takes its rest', async () => {
		const written = await writeIn([['bullet', 'one two']]);
		written.caret('one');
		paste(written, '<p>a</p><h2>b</h2><ul><li>c</li></ul>');
		expect(written.lines()).toEqual(['bullet onea', 'heading2 b', 'bullet c two']);
		written.type('!');
		expect(written.lines().at(-1)).toBe('bullet c! two');
		expect(written.isRead()).toBe(true);
	});

	it('gives its kinds to an empty line, but not to one of a list', async () => {
		const written = await writeIn([
			['paragraph', ''],
			['task', '']
		]);
		paste(written, '<h2>title</h2>');
		written.editor.commands.focus('end');
		paste(written, '<p>send</p><p>then</p>');
		expect(written.lines()).toEqual(['heading2 title', 'task send', 'paragraph then']);
	});

	it('is undone by itself', async () => {
		const written = await writeIn([['paragraph', 'one']]);
		written.caret('one');
		written.type(' two');
		paste(written, '<p>three</p>');
		written.press('Mod-z');
		expect(written.lines()).toEqual(['paragraph one two']);
	});

	it('is below a card that is selected', async () => {
		const written = await writeIn([['paragraph', '! send it']]);
		written.caret('it');
		written.press('Enter');
		written.editor.commands.setNodeSelection(0);
		paste(written, '<p>words</p>');
		expect(written.lines()).toEqual(['card', 'paragraph words', 'paragraph']);
	});

	it('that is a table goes into the cells of one, which keep what they are', async () => {
		const written = await writeIn([['paragraph', '']]);
		const { editor } = written;
		editor.commands.putTable();
		for (let at = 0; at < 8; at++) written.press('Tab');
		const before: unknown = editor.state.doc.child(0).attrs.id;
		paste(written, '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>');
		const cells = [...editor.view.dom.querySelectorAll('tr')].map((row) =>
			[...row.children].map((cell) => cell.textContent).join('|')
		);
		expect(cells).toEqual(['|||', '|||', '||a|b', '||c|d']);
		expect(editor.state.doc.child(0).attrs.id).toBe(before);
		expect(written.isRead()).toBe(true);
		written.press('Mod-z');
		expect(editor.view.dom.querySelectorAll('td, th')).toHaveLength(9);
	});
});

describe('what is copied here', () => {
	it('keeps what it is, as new lines', async () => {
		const written = await writeIn([
			['heading2', 'title'],
			['ordered.1', 'one']
		]);
		written.editor.commands.selectAll();
		const { html, text } = copied(written);
		expect(text).toBe('title\none');
		written.editor.commands.focus('end');
		written.press('Enter');
		paste(written, html, text);
		expect(written.lines().slice(2)).toEqual(['heading2 title', 'ordered.1 one']);
		const ids = written.editor.state.doc.children.map(({ attrs }) => String(attrs.id));
		expect(new Set(ids).size).toBe(4);
		expect(written.isRead()).toBe(true);
	});

	it('that is a card is words for other programs and beside itself, and a card again where it was cut', async () => {
		const written = await writeIn([['paragraph', '! send it']]);
		written.caret('it');
		written.press('Enter');
		written.editor.commands.setNodeSelection(0);
		const { html, text } = copied(written);
		expect(html).toContain('[A1] send it');
		expect(text).toBe('[A1] send it');
		written.editor.commands.focus('end');
		paste(written, html, text);
		expect(written.lines()).toEqual(['card', 'paragraph [A1] send it']);
		written.editor.commands.setNodeSelection(0);
		written.editor.commands.deleteSelection();
		written.press('Enter');
		paste(written, html, text);
		expect(written.lines()).toContain('card');
		expect(written.actions()).toHaveLength(1);
		expect(written.isRead()).toBe(true);
	});

	it('and cut is the same line where it is pasted, once', async () => {
		const written = await writeIn(['one', 'two', 'three'].map((words) => ['paragraph', words]));
		const { state } = written.editor;
		const ids = () =>
			written.editor.state.doc.children
				.filter(({ textContent }) => textContent === 'two')
				.map(({ attrs }) => attrs.id as unknown);
		const [before] = ids();
		const letters = { from: 2, to: state.doc.content.size - 1 };
		written.editor.commands.setTextSelection(letters);
		const { html } = copied(written);
		written.editor.commands.deleteSelection();
		for (let times = 0; times < 2; times++) {
			written.editor.commands.focus('end');
			paste(written, html);
		}
		expect(written.lines()).toEqual([
			...['paragraph one', 'paragraph two', 'paragraph threene'],
			...['paragraph two', 'paragraph three']
		]);
		expect([ids()[0] === before, ids()[1] === before]).toEqual([true, false]);
		expect(written.isRead()).toBe(true);
	});

	it('that is a card is words in another document', async () => {
		const [one, other] = [
			await writeIn([['paragraph', '! send it']]),
			await writeIn([['paragraph', '']])
		];
		one.caret('it');
		one.press('Enter');
		one.editor.commands.setNodeSelection(0);
		const { html, text } = copied(one);
		paste(other, html, text);
		expect(other.lines()).toEqual(['paragraph [A1] send it']);
	});

	it('that are cells goes into cells, and takes no column away', async () => {
		const written = await writeIn([['paragraph', '']]);
		const { editor } = written;
		editor.commands.putTable();
		for (const words of ['a', 'b']) {
			written.type(words);
			written.press('Tab');
		}
		const cellsAt: number[] = [];
		editor.state.doc.descendants((node, at) => {
			if (node.type.name.startsWith('tableH')) cellsAt.push(at);
		});
		const [first = 0, second = 0] = cellsAt;
		editor.view.dispatch(
			editor.state.tr.setSelection(CellSelection.create(editor.state.doc, first, second))
		);
		const { html, text } = copied(written);
		written.caret('b');
		paste(written, html, text);
		const cells = [...editor.view.dom.querySelectorAll('tr')].map((row) =>
			[...row.children].map((cell) => cell.textContent).join('|')
		);
		expect(cells).toEqual(['a|a|b', '||', '||']);
		expect(written.isRead()).toBe(true);
	});
});

describe('lists that are copied', () => {
	const LISTS = [
		['bullet', 'one'],
		['bullet.1', 'two'],
		['ordered.1', 'three'],
		['ordered.1', 'four'],
		['bullet', 'five'],
		['paragraph', 'six'],
		['task.2', 'seven']
	] as const;

	it('are lists in lists for other programs', async () => {
		const written = await writeIn(LISTS);
		written.editor.commands.selectAll();
		const page = new DOMParser().parseFromString(copied(written).html, 'text/html');
		for (const one of page.querySelectorAll('*'))
			for (const { name } of [...one.attributes]) one.removeAttribute(name);
		const inner = '<ul><li>two</li></ul><ol><li>three</li><li>four</li></ol>';
		expect(page.body.innerHTML).toBe(
			`<ul><li>one${inner}</li><li>five</li></ul><p>six</p><ul><li>seven</li></ul>`
		);
	});

	it('are copies where they are pasted behind themselves', async () => {
		const written = await writeIn([
			['bullet', 'one'],
			['bullet', 'two']
		]);
		written.editor.commands.selectAll();
		const { html } = copied(written);
		written.editor.commands.focus('end');
		paste(written, html);
		expect(written.lines()).toEqual(['bullet one', 'bullet two', 'bullet one', 'bullet two']);
	});

	it('come back as they were', async () => {
		const written = await writeIn(LISTS);
		written.editor.commands.selectAll();
		const { html } = copied(written);
		const other = await writeIn([['paragraph', '']]);
		paste(other, html);
		expect(other.lines()).toEqual(written.lines());
		expect(other.editor.state.doc.children.map(({ attrs }) => attrs.level as unknown)).toEqual(
			written.editor.state.doc.children.map(({ attrs }) => attrs.level as unknown)
		);
	});
});
