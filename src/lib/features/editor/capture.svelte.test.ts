import { describe, expect, it } from 'vitest';
import { headsOf } from '#shared/text/place.ts';
import { removeLine } from '#shared/text/write.ts';
import { writeIn } from '../../../../tests/support/written-text.ts';

describe('a line with a sign', () => {
	it('becomes a card with its record, and one undo brings it back', async () => {
		const { editor, actions, caret, press, lines, isRead } = await writeIn([
			['paragraph', '! send the list'],
			['paragraph', 'next']
		]);
		caret('the list');
		press('Enter');
		expect(lines()).toEqual(['card', 'paragraph', 'paragraph next']);
		expect(editor.state.selection.$from.index(0)).toBe(1);
		const { record } = editor.state.doc.child(0).attrs;
		expect(actions()).toEqual([record]);
		expect(editor.view.dom.querySelector('.record')?.textContent).toBe('a card');
		press('Mod-z');
		expect(lines()).toEqual(['paragraph ! send the list', 'paragraph next']);
		expect(actions()).toEqual([]);
		expect(isRead()).toBe(true);
		press('Mod-y');
		expect(lines()).toEqual(['card', 'paragraph', 'paragraph next']);
		expect(actions()).toEqual([record]);
	});

	it('keeps what somebody types in it at that moment', async () => {
		const { theirs, caret, press, lines, isRead } = await writeIn([
			['paragraph', '! send the list']
		]);
		caret('the list');
		press('Enter');
		theirs.insert(theirs.length, 'more');
		expect(lines().at(0)).toBe('card');
		expect(lines().join()).toContain('more');
		expect(isRead()).toBe(true);
	});

	it('that is a quotation loses its sign and keeps its words', async () => {
		const { caret, press, type, lines } = await writeIn([['paragraph', '>> as was said']]);
		caret('said');
		press('Enter');
		type('on');
		expect(lines()).toEqual(['quotation as was said', 'paragraph on']);
	});

	it('stays as it is after Esc, wherever it moves', async () => {
		const { theirs, caret, press, lines } = await writeIn([['paragraph', '! is a sign']]);
		caret('sign');
		press('Escape');
		theirs.insert(1, ' ');
		press('Enter');
		expect(lines()).toEqual(['paragraph  ! is a sign', 'paragraph']);
	});

	it('is read again once the line that was kept as text was emptied', async () => {
		const { editor, caret, press, type, lines } = await writeIn([['paragraph', '! is a sign']]);
		caret('sign');
		press('Escape');
		editor.commands.deleteRange({ from: 1, to: editor.state.doc.child(0).nodeSize - 1 });
		type('! send the list');
		press('Enter');
		expect(lines()).toEqual(['card', 'paragraph']);
	});
});

describe('words whose line somebody removed', () => {
	it('are shown as such, and kept or dropped by a click', async () => {
		const { editor, theirs, caret, type, lines, isRead } = await writeIn([
			['paragraph', 'one'],
			['paragraph', 'two']
		]);
		const [, line] = headsOf(theirs);
		if (line) theirs.doc?.transact(() => removeLine(theirs, line));
		theirs.insert(theirs.length, 'lost');
		const said = () => editor.view.dom.querySelector('.lost-words');
		expect(said()?.textContent).toContain('in a line that was removed');
		const [keep] = said()?.querySelectorAll('button') ?? [];
		keep?.click();
		expect(said()).toBeNull();
		expect(lines()).toEqual(['paragraph one', 'paragraph lost']);
		caret('lost');
		type('!');
		expect(lines()[1]).toBe('paragraph lost!');
		expect(isRead()).toBe(true);
	});

	it('leave the numbers of the list around them as they are', async () => {
		const { editor, theirs } = await writeIn([
			['ordered', 'one'],
			['ordered', 'two'],
			['ordered', 'three']
		]);
		const [, line] = headsOf(theirs);
		theirs.doc?.transact(() => {
			if (line) removeLine(theirs, line);
		});
		theirs.insert(theirs.length - 'three'.length - 1, 'lost');
		expect(editor.view.dom.querySelector('.lost-words')?.textContent).toContain('lost');
		expect([...editor.view.dom.querySelectorAll('ol')].map(({ start }) => start)).toEqual([1, 3]);
	});

	it('go when nobody wants them', async () => {
		const { editor, theirs, lines } = await writeIn([
			['paragraph', 'one'],
			['paragraph', 'two']
		]);
		const [, line] = headsOf(theirs);
		if (line) theirs.doc?.transact(() => removeLine(theirs, line));
		theirs.insert(theirs.length, 'lost');
		const buttons = editor.view.dom.querySelectorAll<HTMLElement>('.lost-words button');
		buttons[1]?.click();
		expect(lines()).toEqual(['paragraph one']);
	});
});

describe('a checklist', () => {
	it('is ticked by a click, for everybody', async () => {
		const { editor, theirs } = await writeIn([['task', 'send']]);
		editor.view.dom.querySelector<HTMLElement>('input')?.click();
		const [line] = headsOf(theirs);
		expect(line?.get('checked')).toBe(true);
	});

	it('says to whoever listens where a line stands', async () => {
		const { editor } = await writeIn([
			['bullet', 'one'],
			['bullet.1', 'two'],
			['bullet', 'three']
		]);
		const items = [...editor.view.dom.querySelectorAll('[role="list"] > li')];
		expect(
			items.map((item) =>
				['level', 'posinset', 'setsize'].map((name) => item.getAttribute(`aria-${name}`)).join('')
			)
		).toEqual(['112', '211', '122']);
	});
});
