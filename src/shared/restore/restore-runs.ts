import type * as Y from 'yjs';
import type { Head } from '../text/head.ts';
import { attributesOf, type Run } from '../text/marks.ts';
import { startBehind } from '../text/place.ts';
import { insertRuns } from '../text/write.ts';
import { differing } from './differing.ts';

interface Letter {
	readonly letter: string;
	readonly run: Run;
	readonly key: string;
}

/** Makes the letters behind a head others, by replacing only the middle that differs. */
export function makeRuns(
	text: Y.Text,
	head: Head,
	given: readonly Run[],
	wanted: readonly Run[]
): void {
	const [old, next] = [lettersIn(given), lettersIn(wanted)];
	const { start, oldEnd, nextEnd } = differing(old, next, (a, b) => a.key === b.key);
	if (oldEnd === start && nextEnd === start) return;
	const index = startBehind(head) + lengthOf(old.slice(0, start));
	const gone = lengthOf(old.slice(start, oldEnd));
	insertRuns(text, index + gone, runsIn(next.slice(start, nextEnd)));
	if (gone > 0) text.delete(index, gone);
}

const lengthOf = (letters: readonly Letter[]): number =>
	letters.reduce((sum, { letter }) => sum + letter.length, 0);

/** By code points: Yjs would split a surrogate pair. */
function lettersIn(runs: readonly Run[]): Letter[] {
	return runs.flatMap((run) => {
		const marks = JSON.stringify(attributesOf(run.marks));
		return [...run.text].map((letter) => ({ letter, run, key: letter + marks }));
	});
}

function runsIn(letters: readonly Letter[]): Run[] {
	const runs: { text: string; marks: Run['marks']; of: Run }[] = [];
	for (const { letter, run } of letters) {
		const last = runs.at(-1);
		if (last?.of === run) last.text += letter;
		else runs.push({ text: letter, marks: run.marks, of: run });
	}
	return runs;
}
