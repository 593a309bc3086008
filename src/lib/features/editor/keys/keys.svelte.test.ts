import { describe, expect, it } from 'vitest';
import { writeIn } from '../../../../../tests/support/written-text.ts';

describe('Enter', () => {
	it('divides a line, and what another wrote in it stays', async () => {
		const { caret, press, lines, theirs, isRead } = await writeIn([['bullet.1', 'one two']]);
		caret('one');
		theirs.insert(theirs.length, ' three');
		press('Enter');
		expect(lines()).toEqual(['bullet.1 one', 'bullet.1  two three']);
		expect(isRead()).toBe(true);
	});

	it('draws the new line once, as the text has it', async () => {
		const { editor, caret, press } = await writeIn([['paragraph', 'one two']]);
		caret('one');
		const seen: boolean[] = [];
		editor.on('transaction', ({ transaction }) => seen.push(transaction.docChanged));
		press('Enter');
		expect(seen.filter((isChanged) => isChanged)).toHaveLength(1);
	});

	it('in an empty line of a list leads out, level by level', async () => {
		const { caret, press, lines } = await writeIn([
			['bullet', 'one'],
			['bullet.1', 'two']
		]);
		caret('two');
		press('Enter');
		expect(lines().at(-1)).toBe('bullet.1');
		press('Enter');
		expect(lines().at(-1)).toBe('bullet');
		press('Enter');
		expect(lines()).toEqual(['bullet one', 'bullet.1 two', 'paragraph']);
	});

	it('behind a heading or an open point begins words; a new task is not done', async () => {
		const { editor, caret, press, lines } = await writeIn([
			['heading2', 'title'],
			['openPoint', 'who'],
			['task', 'send']
		]);
		for (const line of ['title', 'who', 'send']) {
			caret(line);
			if (line === 'send') press('Mod-Enter');
			press('Enter');
		}
		expect(lines()).toEqual(
			...[['heading2 title', 'paragraph', 'openPoint who', 'paragraph', 'task send', 'task']]
		);
		expect(editor.state.doc.children.map(({ attrs }) => attrs.checked === true).slice(4)).toEqual([
			true,
			false
		]);
	});

	it('at the beginning of a line puts an empty one before it; the line stays itself', async () => {
		const { editor, caret, press, lines, isRead } = await writeIn([['heading2', 'title']]);
		const { id } = editor.state.doc.child(0).attrs;
		caret('title', 'before');
		press('Enter');
		expect(lines()).toEqual(['paragraph', 'heading2 title']);
		expect(editor.state.doc.child(1).attrs.id).toBe(id);
		expect(editor.state.selection.$from.parent.textContent).toBe('title');
		expect(isRead()).toBe(true);
	});
});

describe('Backspace and Delete', () => {
	it('make a line less before it joins the one above', async () => {
		const { caret, press, lines, isRead } = await writeIn([
			['paragraph', 'one'],
			['bullet.1', 'two']
		]);
		caret('two', 'before');
		press('Backspace');
		expect(lines()[1]).toBe('bullet two');
		press('Backspace');
		expect(lines()[1]).toBe('paragraph two');
		press('Backspace');
		expect(lines()).toEqual(['paragraph onetwo']);
		expect(isRead()).toBe(true);
	});

	it('join the next line at the end of one', async () => {
		const { caret, press, lines, isRead } = await writeIn([
			['heading2', 'one'],
			['paragraph', 'two']
		]);
		caret('one');
		press('Delete');
		expect(lines()).toEqual(['heading2 onetwo']);
		expect(isRead()).toBe(true);
	});

	it('select a rule or a card before they remove it', async () => {
		const { caret, press, lines } = await writeIn([
			['paragraph', 'one'],
			['rule', ''],
			['paragraph', 'two']
		]);
		caret('two', 'before');
		press('Backspace');
		expect(lines()).toHaveLength(3);
		press('Backspace');
		expect(lines()).toEqual(['paragraph one', 'paragraph two']);
	});
});

describe('Tab', () => {
	it('moves a line of a list in and out, with what stands further in below it', async () => {
		const { caret, press, lines } = await writeIn([
			['bullet', 'one'],
			['bullet', 'two'],
			['bullet.1', 'three'],
			['bullet', 'four']
		]);
		caret('two');
		press('Tab');
		expect(lines()).toEqual(['bullet one', 'bullet.1 two', 'bullet.2 three', 'bullet four']);
		expect(press('Tab')).toBe(true);
		expect(lines()[1]).toBe('bullet.1 two');
		press('Shift-Tab');
		expect(lines()).toEqual(['bullet one', 'bullet two', 'bullet.1 three', 'bullet four']);
	});

	it('leaves the text where it has nothing to do', async () => {
		const { caret, press } = await writeIn([
			['paragraph', 'one'],
			['bullet', 'two']
		]);
		caret('one');
		expect(press('Tab')).toBe(false);
		caret('two');
		expect(press('Shift-Tab')).toBe(false);
	});
});

describe('signs at the beginning of a line', () => {
	it.each([
		['- ', 'bullet'],
		['* ', 'bullet'],
		['1. ', 'ordered'],
		['[ ] ', 'task'],
		['## ', 'heading2'],
		['#### ', 'heading4'],
		['> ', 'quotation']
	])('%s makes it %s', async (signs, kind) => {
		const { caret, type, lines, isRead } = await writeIn([['paragraph', 'words']]);
		caret('words', 'before');
		type(signs);
		expect(lines()).toEqual([`${kind} words`]);
		expect(isRead()).toBe(true);
	});

	it('a number begins a list there, or goes on with the one above', async () => {
		const { editor, caret, press, type } = await writeIn([['paragraph', 'words']]);
		caret('words', 'before');
		type('4. ');
		expect(editor.state.doc.child(0).attrs.start).toBe(4);
		caret('words');
		press('Enter');
		press('Enter');
		type('5. ');
		expect(editor.state.doc.child(1).attrs).toMatchObject({ kind: 'ordered', start: 0 });
		expect([...editor.view.dom.querySelectorAll('ol')].map(({ start }) => start)).toEqual([4, 5]);
	});

	it('three dashes draw a line across', async () => {
		const { caret, press, type, lines } = await writeIn([['paragraph', 'one']]);
		caret('one');
		press('Enter');
		type('---');
		expect(lines()).toEqual(['paragraph one', 'rule', 'paragraph']);
		press('Mod-z');
		expect(lines()).toEqual(['paragraph one', 'paragraph --']);
	});

	it('are signs again after Backspace', async () => {
		const { caret, press, type, lines } = await writeIn([['paragraph', 'words']]);
		caret('words', 'before');
		type('- ');
		press('Backspace');
		expect(lines()).toEqual(['paragraph - words']);
	});
});

describe('a card that is selected', () => {
	it('is not replaced by what is typed; Enter makes a line below', async () => {
		const { editor, caret, press, type, lines } = await writeIn([['paragraph', '! send it']]);
		caret('send it');
		press('Enter');
		expect(lines()).toEqual(['card', 'paragraph']);
		editor.commands.setNodeSelection(0);
		type('a');
		expect(lines()).toEqual(['card', 'paragraph a', 'paragraph']);
		editor.commands.setNodeSelection(0);
		press('Enter');
		expect(lines()).toEqual(['card', 'paragraph', 'paragraph a', 'paragraph']);
	});
});
