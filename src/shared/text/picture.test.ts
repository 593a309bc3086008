import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { withoutLines } from '../../../tests/support/lines.ts';
import { newId, type FileId } from '../ids.ts';
import { withholdLines } from '../restrict/withhold-lines.ts';
import { appendLines } from './append.ts';
import { flatten } from './flatten.ts';
import { kindOf, kindValue } from './kind.ts';
import type { LineId } from './line-id.ts';
import { nestLines } from './nest.ts';
import { readText } from './read.ts';
import { LINES } from './roots.ts';
import { appendLine } from './write.ts';

const FILE = newId<FileId>();
const freshId = () => newId() as string as LineId;

function textWith(kind: string) {
	const doc = new Y.Doc();
	const text = doc.getText(LINES);
	const id = freshId();
	appendLine(text, { id: freshId(), kind: 'paragraph' }, [{ text: 'before', marks: [] }]);
	appendLine(text, { id, kind });
	return { doc, text, id };
}

describe('a picture in a text', () => {
	it('is a line of its own that names its file', () => {
		const { text, id } = textWith(`picture:${FILE}`);
		expect(readText(text).lines[1]).toEqual({ is: 'picture', id, file: FILE });
		expect(kindValue({ is: 'picture', file: FILE })).toBe(`picture:${FILE}`);
	});

	it.each(['picture', 'picture:', 'picture:../x', `picture:${FILE}x`, 'picture:constructor'])(
		'is none when it says %s: that is shown as unknown, and kept',
		(kind) => {
			expect(kindOf(kind)).toEqual({ is: 'unknown' });
			expect(readText(textWith(kind).text).lines[1]?.is).toBe('unknown');
		}
	);

	it('stays in its place on the way into a tree and back', () => {
		const tree = withoutLines(nestLines(readText(textWith(`picture:${FILE}`).text)));
		expect(tree.content?.[1]).toEqual({ type: 'pictureBlock', attrs: { id: FILE } });
		const again = new Y.Doc().getText(LINES);
		appendLines(again, flatten(tree), freshId);
		expect(readText(again).lines.map(({ is }) => is)).toEqual(['words', 'picture']);
	});

	it('goes into an annex with its lines, and says which file goes along', () => {
		const { doc, id } = textWith(`picture:${FILE}`);
		const done = withholdLines(doc, LINES, [id], freshId());
		if (done.kind !== 'withheld') throw new Error(done.kind);
		expect(done.withheld.files).toEqual([FILE]);
		const annex = new Y.Doc();
		Y.applyUpdate(annex, done.annex);
		expect(readText(annex.getText(LINES)).lines).toContainEqual(
			expect.objectContaining({ is: 'picture', file: FILE })
		);
		expect(readText(doc.getText(LINES)).lines.map(({ is }) => is)).not.toContain('picture');
	});
});
