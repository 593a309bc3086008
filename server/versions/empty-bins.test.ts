import { afterEach, beforeEach, expect, it } from 'vitest';
import { removedIn } from '#shared/bin/bin.ts';
import { keepRuns } from '#shared/bin/was.ts';
import { textOf } from '#shared/board/schema.ts';
import { headsOf } from '#shared/text/place.ts';
import { removeLine } from '#shared/text/write.ts';
import { jointSession, type JointSession } from '../../tests/support/joint-session.ts';
import { linesIn, writeLine } from '../../tests/support/lines.ts';
import { emptyBins } from './empty-bins.ts';

let board: JointSession;

beforeEach(async () => {
	board = await jointSession();
});
afterEach(() => board.end());

it('[T15] a closed session has no bin: nobody can read what was removed', async () => {
	const document = await board.document({ kind: 'briefing' });
	await board.edit(document, (doc) => {
		const text = textOf(doc);
		for (const line of ['stays', 'a secret']) writeLine(text, line);
		const head = headsOf(text).at(-1);
		if (!head) return;
		keepRuns(head, [{ text: 'a secret', marks: [] }], 1);
		removeLine(text, head);
	});
	const bin = () => board.read(document, (doc) => removedIn(textOf(doc)).map(({ words }) => words));
	expect(await bin()).toEqual(['a secret']);
	await emptyBins(board, board.session);
	expect(await bin()).toEqual([]);
	expect(await board.read(document, (doc) => linesIn(textOf(doc)))).toEqual(['stays']);
});
