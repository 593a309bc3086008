import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TextPerson } from '../../../tests/support/text-person.ts';

function start(...lines: string[]): TextPerson {
	const ann = new TextPerson(1);
	ann.dispatch(ann.state.tr.insertText(lines[0] ?? '', 1));
	for (const [at, line] of lines.entries()) {
		if (at === 0) continue;
		const end = ann.document.content.size;
		ann.dispatch(ann.state.tr.split(end - 1).insertText(line, end + 1));
	}
	return ann;
}

describe('a text', () => {
	it('writes and reads lines', () => {
		const ann = start('first', 'second', 'third');
		expect(ann.lines).toEqual(['first', 'second', 'third']);
		expect(ann.freshWords).toEqual(['first', 'second', 'third']);
		expect(ann.document.toJSON()).toEqual(ann.fresh.toJSON());
		const bob = new TextPerson(2, Y.encodeStateAsUpdate(ann.doc));
		expect(bob.document.toJSON()).toEqual(ann.document.toJSON());
		ann.sent.length = 0;
		ann.type('second', 3, 'ZZ');
		ann.split('third', 2);
		ann.join('ird');
		ann.split('third', 0);
		ann.set('first', { kind: 'heading2' });
		ann.mark('first', 'bold');
		ann.remove('secZZond');
		ann.move('third', 'first');
		for (const update of ann.sent) bob.receive(update);
		expect(bob.document.toJSON()).toEqual(ann.document.toJSON());
		expect(bob.document.toJSON()).toEqual(bob.fresh.toJSON());
		expect(bob.lines).toEqual(['third', 'first', '']);
	});
});
