import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { writeLine } from '../../../tests/support/lines.ts';
import { ACTS, meetingText, type Act } from '../../../tests/support/text-acts.ts';
import { TextPerson } from '../../../tests/support/text-person.ts';
import { textOf } from '../board/schema.ts';
import { readText, wordsOf } from '../text/read.ts';
import { linesWritten, writtenIn } from './written.ts';

const start = new TextPerson(50);
meetingText(start);
const state = Y.encodeStateAsUpdate(start.doc);

/** What two people have who act at the same time. */
function meet(first: Act, second: Act): TextPerson {
	const [ann, bob] = [new TextPerson(1, state), new TextPerson(2, state)];
	first.before?.(ann);
	second.before?.(bob);
	first.act(ann, 'AAA');
	second.act(bob, 'BBB');
	ann.receive(Y.encodeStateAsUpdate(bob.doc));
	return ann;
}

/** Without empty lines, also those in cells. */
const said = (lines: readonly string[]) => lines.join('\n').split('\n').filter(Boolean);

describe('the words of a document with the changes that wrote them', () => {
	it('are those that people see, whatever two of them do at once', () => {
		const acts = Object.values(ACTS);
		for (const first of acts)
			for (const second of acts.slice(0, 8)) {
				const { text } = meet(first, second);
				const written = [...linesWritten(text)].map(({ runs }) =>
					runs.map((run) => run.text).join('')
				);
				const seen = readText(text).lines.map(wordsOf);
				expect(said(written)).toEqual(said(seen));
			}
	});

	it('are those of the clients that typed them', () => {
		const ann = new TextPerson(1, state);
		ann.type('second', 6, ' more');
		const line = [...linesWritten(ann.text)][1];
		expect(line?.runs.map(({ client, text }) => [client, text])).toEqual([
			[50, 'second'],
			[1, ' more']
		]);
	});

	it('are bounded, and say that something was left out', () => {
		const doc = new Y.Doc();
		for (let at = 0; at < 30; at++) writeLine(textOf(doc), `Line ${at}`);
		const all = writtenIn(doc);
		expect([all.texts[0]?.lines.length, all.isCut]).toEqual([30, false]);
		const some = writtenIn(doc, { lines: 10, runs: 100, letters: 1_000 });
		expect([some.texts[0]?.lines.length, some.isCut]).toEqual([10, true]);
		expect(writtenIn(doc, { lines: 99, runs: 100, letters: 20 }).isCut).toBe(true);
	});
});
