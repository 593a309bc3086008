import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { bindText } from './bind-text.ts';

/** A text field of a browser, as far as it is used here. */
class Field extends EventTarget {
	value = '';
	selectionStart = 0;
	selectionEnd = 0;

	setSelectionRange(start: number, end: number): void {
		[this.selectionStart, this.selectionEnd] = [start, end];
	}

	type(value: string): void {
		this.value = value;
		this.dispatchEvent(new Event('input'));
	}
}

const BY_ME = Symbol('me');
let doc: Y.Doc;
let text: Y.Text;
let field: Field;
let unbind: () => void;

beforeEach(() => {
	doc = new Y.Doc();
	text = doc.getText('t');
	text.insert(0, 'share the list');
	field = new Field();
	vi.stubGlobal('document', { activeElement: field });
	unbind = bindText(text, BY_ME)(field as unknown as HTMLInputElement);
});
afterEach(() => {
	doc.destroy();
	vi.unstubAllGlobals();
});

/** The part of the text before the caret. */
const beforeCaret = () => field.value.slice(0, field.selectionStart);

describe('a field bound to a text', () => {
	it('shows the text, and inserts what is typed as the smallest change with its origin', () => {
		expect(field.value).toBe('share the list');
		const changes: unknown[] = [];
		text.observe((event, { origin }) => changes.push([event.delta, origin === BY_ME]));
		field.type('share the long list');
		expect(text.toString()).toBe('share the long list');
		expect(changes).toEqual([[[{ retain: 11 }, { insert: 'ong l' }], true]]);
	});

	it('keeps the caret at its word while others type before, after and next to it', () => {
		field.setSelectionRange(10, 10); // before "list"
		text.insert(0, 'Today ');
		expect(beforeCaret()).toBe('Today share the ');
		text.insert(text.length, ' of firms');
		expect(beforeCaret()).toBe('Today share the ');
		text.delete(0, 6);
		expect(beforeCaret()).toBe('share the ');
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

	it('puts the caret where deleted text was', () => {
		field.setSelectionRange(8, 8);
		text.delete(6, 4);
		expect(field.value).toBe('share list');
		expect(beforeCaret()).toBe('share ');
	});

	it('leaves the caret of an unfocused field alone, and stops when unbound', () => {
		vi.stubGlobal('document', { activeElement: undefined });
		field.setSelectionRange(3, 3);
		text.insert(0, 'x');
		expect(field.selectionStart).toBe(3);
		unbind();
		text.insert(0, 'y');
		field.type('z');
		expect(text.toString()).toBe('yxshare the list');
	});
});
