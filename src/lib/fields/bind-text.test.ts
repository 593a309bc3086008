import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { FakeField } from '../../../tests/support/field-person.ts';
import { bindText } from './bind-text.ts';

let doc: Y.Doc;
let text: Y.Text;
let field: FakeField;
let unbind: () => void;

beforeEach(() => {
	doc = new Y.Doc();
	text = doc.getText('t');
	text.insert(0, 'share the list');
	field = new FakeField();
	vi.stubGlobal('document', { activeElement: field });
	unbind = bindText(text)(field as unknown as HTMLTextAreaElement);
});
afterEach(() => {
	doc.destroy();
	vi.unstubAllGlobals();
});

/** The part of the text before the caret. */
const beforeCaret = () => field.value.slice(0, field.selectionStart);

const typeAt = (place: number, words: string) => {
	field.setSelectionRange(place, place);
	field.put(words);
};

const asks = (inputType: string) => {
	const event = Object.assign(new Event('beforeinput', { cancelable: true }), { inputType });
	return !field.dispatchEvent(event);
};

describe('a field bound to a text', () => {
	it('shows the text, and inserts what is typed as the smallest change, where the caret is', () => {
		expect(field.value).toBe('share the list');
		const changes: unknown[] = [];
		text.observe(({ delta }) => changes.push(delta));
		typeAt(10, 'long ');
		typeAt(11, 'l');
		expect(text.toString()).toBe('share the llong list');
		expect(changes).toEqual([
			[{ retain: 10 }, { insert: 'long ' }],
			[{ retain: 11 }, { insert: 'l' }]
		]);
	});

	it('keeps the caret at its word while others type before and after', () => {
		field.setSelectionRange(10, 10); // before "list"
		text.insert(0, 'Today ');
		expect(beforeCaret()).toBe('Today share the ');
		text.insert(text.length, ' of firms');
		expect(beforeCaret()).toBe('Today share the ');
		text.delete(0, 6);
		expect(beforeCaret()).toBe('share the ');
	});

	it('keeps the caret behind its own letter when others type at it', () => {
		field.setSelectionRange(9, 9);
		text.insert(9, ' long');
		expect(beforeCaret()).toBe('share the');
	});

	it('keeps what others type at the edges of a selection out of it', () => {
		field.setSelectionRange(6, 9);
		text.insert(9, 'ir');
		text.insert(6, 'all ');
		field.put('a');
		expect(text.toString()).toBe('share all air list');
	});

	it('keeps the caret through several changes that arrive at once', () => {
		field.setSelectionRange(10, 10);
		doc.transact(() => {
			text.delete(0, 2); // "are the list"
			text.delete(4, 4); // "are list": the caret stands before "list"
			text.insert(text.length, 's');
		});
		expect(field.value).toBe('are lists');
		expect(beforeCaret()).toBe('are ');
	});

	it('leaves the caret of an unfocused field alone, and stops when unbound', () => {
		vi.stubGlobal('document', { activeElement: undefined });
		field.setSelectionRange(3, 3);
		text.insert(0, 'x');
		expect(field.selectionStart).toBe(3);
		unbind();
		text.insert(0, 'y');
		typeAt(0, 'z');
		expect(text.toString()).toBe('yxshare the list');
	});

	it('shows what is no letter, or no letter of its line, in its place, and leaves it there', () => {
		unbind();
		text.insert(5, '\n');
		text.insertEmbed(0, { strange: true });
		const line = new FakeField('INPUT');
		bindText(text)(line as unknown as HTMLInputElement);
		expect(line.value).toBe('\ufffcshare  the list');
		line.setSelectionRange(7, 7);
		line.put('now');
		expect(text.toString()).toBe('share\nnow the list');
	});
});

describe('undo in a field', () => {
	it('takes back one’s own words, and never brings back what others took out', () => {
		typeAt(14, ' today');
		text.delete(0, 6); // somebody else
		expect(field.press('z')).toBe(true);
		expect(text.toString()).toBe('the list');
		expect(beforeCaret()).toBe('the list');
		expect(asks('historyUndo')).toBe(true);
		expect(text.toString()).toBe('the list');
		expect(field.press('y')).toBe(true);
		expect([text.toString(), field.value]).toEqual(['the list today', 'the list today']);
	});

	it.each(['Home', 'ArrowLeft', 'pointer'])('is of one place at a time (%s)', (way) => {
		typeAt(14, ' today');
		if (way === 'pointer') field.dispatchEvent(new Event('pointerdown'));
		else field.dispatchEvent(Object.assign(new Event('keydown'), { key: way }));
		typeAt(0, 'Now ');
		field.press('z');
		expect(text.toString()).toBe('share the list today');
	});

	it('brings back what one took out oneself', () => {
		field.setSelectionRange(6, 10);
		field.put('');
		expect(asks('historyUndo')).toBe(true);
		expect(field.value).toBe('share the list');
		expect(asks('historyRedo')).toBe(true);
		expect(text.toString()).toBe('share list');
		expect(asks('insertText')).toBe(false);
	});
});

describe('an input method in a field', () => {
	const composes = (words: string) => {
		field.setSelectionRange(10, 10);
		field.dispatchEvent(new Event('compositionstart'));
		field.put(words);
	};

	it('is left alone while others write, and written when it ends', () => {
		composes('長い');
		expect(text.toString()).toBe('share the list');
		text.delete(0, 6);
		text.insert(text.length, ' today');
		text.insert(4, 'new ');
		expect(field.value).toBe('share the 長いlist');
		field.dispatchEvent(new Event('compositionend'));
		expect(text.toString()).toBe('the 長いnew list today');
		expect(field.value).toBe(text.toString());
		expect(beforeCaret()).toBe('the 長い');
	});

	it('replaces its selection, and not what others wrote into it', () => {
		field.setSelectionRange(6, 9);
		field.dispatchEvent(new Event('compositionstart'));
		field.put('長');
		text.insert(8, 'X');
		field.dispatchEvent(new Event('compositionend'));
		expect(text.toString()).toBe('share 長X list');
	});

	it('is written when the field goes', () => {
		composes('長い');
		unbind();
		expect(text.toString()).toBe('share the 長いlist');
	});
});
