import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Seeded } from '../../../tests/support/seeded.ts';
import { newId } from '../ids.ts';
import { appendLines } from '../text/append.ts';
import { flatten } from '../text/flatten.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { LineId } from '../text/line-id.ts';
import { lettersOf } from '../text/marks.ts';
import { nestLines } from '../text/nest.ts';
import { withoutLines } from '../../../tests/support/lines.ts';
import { headsOf, startBehind } from '../text/place.ts';
import { readText } from '../text/read.ts';
import { Hands } from './hands.ts';
import { makeLines } from './restore-lines.ts';
import { readHead } from '../text/head.ts';
import { appendLine, moveLine, removeLine, setLine, splitLine } from '../text/write.ts';

const id = () => newId() as string as LineId;

/** A text of lines, and a version of it. */
function textWith(...lines: string[]) {
	const text = new Y.Doc().getText('lines');
	for (const line of lines)
		appendLine(text, { id: id(), kind: 'paragraph' }, [{ text: line, marks: [] }]);
	return text;
}
function versionOf(text: Y.Text): Y.Text {
	const doc = new Y.Doc();
	if (text.doc) Y.applyUpdate(doc, Y.encodeStateAsUpdate(text.doc));
	return doc.getText('lines');
}
const shown = (text: Y.Text) =>
	readText(text).lines.map((line) => (line.is === 'words' ? lettersOf(line.runs) : line.is));
const heads = (text: Y.Text) => headsOf(text).filter((head) => readHead(head).isHere);

describe('a text that is made what it was', () => {
	it('brings back lines that are gone, takes away those that are new, and puts those that moved in their place', () => {
		const text = textWith('one', 'two', 'three', 'four');
		const version = versionOf(text);
		const [one, two, three] = heads(text);
		if (!one || !two || !three) throw new Error('no lines');
		removeLine(text, two);
		moveLine(text, one, undefined);
		splitLine(text, three, 2, { id: id(), kind: 'paragraph' });
		appendLine(text, { id: id(), kind: 'bullet' }, [{ text: 'new', marks: [] }]);
		makeLines(text, version);
		expect(shown(text)).toEqual(['one', 'two', 'three', 'four']);
		expect(readText(text).lines).toEqual(readText(version).lines);
	});

	it('leaves the lines as they are in which somebody is writing, new, changed or moved', () => {
		const text = textWith('one', 'two', 'three');
		const version = versionOf(text);
		const other = versionOf(text);
		const [first, , third] = heads(other);
		if (!first || !third || !other.doc || !text.doc) throw new Error('no lines');
		const clock = Y.getState(other.doc.store, other.doc.clientID);
		other.insert(startBehind(third) + 5, ' and more');
		moveLine(other, first, undefined);
		appendLine(other, { id: id(), kind: 'paragraph' }, [{ text: 'mine', marks: [] }]);
		Y.applyUpdate(text.doc, Y.encodeStateAsUpdate(other.doc));
		const stale = heads(text)[0];
		if (stale) text.insert(startBehind(stale), 'not ');
		makeLines(text, version, new Hands([{ client: other.doc.clientID, clock }]));
		expect(shown(text)).toEqual(['two', 'three and more', 'one', 'mine']);
		makeLines(text, version);
		expect(shown(text)).toEqual(['one', 'two', 'three']);
	});

	it('leaves what somebody types meanwhile in a line that stays, and its kind comes back', () => {
		const text = textWith('The firms met.', 'They agreed.');
		const version = versionOf(text);
		const [first] = heads(text);
		if (!first) throw new Error('no line');
		setLine(first, { kind: 'heading2' });
		text.delete(text.length - 12, 12);
		const offline = versionOf(text);
		offline.insert(5, 'sixteen ');
		makeLines(text, version);
		if (text.doc && offline.doc) Y.applyUpdate(text.doc, Y.encodeStateAsUpdate(offline.doc));
		expect(shown(text)).toEqual(['The sixteen firms met.', 'They agreed.']);
		expect(readText(text).lines[0]).toMatchObject({ kind: 'paragraph' });
	});

	it('with a table gets its rows, its merged cells and its words back', () => {
		const cell = (words: string, colspan = 1): RichNode => ({
			...{ type: 'tableCell', attrs: { colspan, rowspan: 1 } },
			content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
		});
		const table: RichNode = {
			type: 'table',
			content: [
				{ type: 'tableRow', content: [cell('a'), cell('b')] },
				{ type: 'tableRow', content: [cell('both', 2)] }
			]
		};
		const text = new Y.Doc().getText('lines');
		appendLines(text, flatten({ type: 'doc', content: [table] }), id);
		const version = versionOf(text);
		const [head] = heads(text);
		(head?.get('merges') as Y.Map<unknown>).clear();
		(head?.get('words') as Y.Text).delete(1, 1);
		makeLines(text, version);
		expect(withoutLines(nestLines(readText(text))).content).toEqual([table]);
		if (head) removeLine(text, head);
		makeLines(text, version);
		expect(withoutLines(nestLines(readText(text))).content).toEqual([table]);
	});

	it('is that, whatever happened to it', () => {
		for (let seed = 1; seed <= 200; seed++) {
			const seeded = new Seeded(seed);
			const text = textWith(...Array.from({ length: 6 }, (_, at) => `line ${at} 😀`));
			for (let i = 0; i < 6; i++) change(text, seeded);
			const version = versionOf(text);
			const before = readText(version).lines;
			for (let i = 0; i < 12; i++) change(text, seeded);
			makeLines(text, version);
			expect(readText(text).lines, `seed ${seed}`).toEqual(settled(before));
		}
	});

	/** Letters without a line of their own get one. */
	const settled = (lines: ReturnType<typeof readText>['lines']) =>
		lines.map((line) => (line.is === 'words' ? { ...line, id: line.id, stray: undefined } : line));

	function change(text: Y.Text, seeded: Seeded): void {
		const all = heads(text);
		const head = seeded.pick(
			all.length > 0 ? all : [appendLine(text, { id: id(), kind: 'paragraph' })]
		);
		switch (seeded.below(6)) {
			case 0:
				return removeLine(text, head);
			case 1:
				return void moveLine(text, head, all.filter((one) => one !== head).at(seeded.below(4)));
			case 2:
				return setLine(head, {
					kind: seeded.pick(['bullet', 'heading2', 'paragraph']),
					level: seeded.below(3)
				});
			case 3:
				return void splitLine(text, head, 0, { id: id(), kind: 'paragraph' });
			case 4:
				return text.format(1, Math.max(1, seeded.below(text.length - 1)), {
					bold: seeded.pick([true, null])
				});
			default:
				return void appendLine(text, { id: id(), kind: 'quotation' }, [
					{ text: 'more', marks: [] }
				]);
		}
	}
});
