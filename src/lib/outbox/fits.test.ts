import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { fits } from './fits.ts';

/** A text that was typed in three steps, and the change of each. */
function typed() {
	const doc = new Y.Doc();
	const changes: Uint8Array[] = [];
	doc.on('update', (change: Uint8Array) => changes.push(change));
	for (const word of ['one', 'two', 'three']) doc.getText('text').insert(0, word);
	const [one, two, three] = changes;
	if (!one || !two || !three) throw new Error('nothing was typed');
	return { doc, one, two, three };
}

it('a change fits a document that has what it builds on, or the change itself', () => {
	const { doc, one, two } = typed();
	const reader = new Y.Doc();
	expect(fits(reader, one)).toBe(true);
	Y.applyUpdate(reader, one);
	expect(fits(reader, two)).toBe(true);
	expect(fits(doc, two)).toBe(true);
	expect(reader.getText('text').toJSON()).toBe('one'); // it is only asked
});

it('a change does not fit a document that lost what it builds on', () => {
	const { one, three } = typed();
	const reader = new Y.Doc();
	Y.applyUpdate(reader, one);
	expect(fits(reader, three)).toBe(false);
	expect(fits(reader, Y.mergeUpdates([one, three]))).toBe(false);
});

it('to remove what is not there does not fit either', () => {
	const { doc, one } = typed();
	let removal = new Uint8Array();
	doc.on('update', (change: Uint8Array) => (removal = Uint8Array.from(change)));
	doc.getText('text').delete(0, 5);
	const reader = new Y.Doc();
	Y.applyUpdate(reader, one);
	expect(fits(reader, removal)).toBe(false);
});
