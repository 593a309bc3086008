import * as Y from 'yjs';
import { Seeded } from '../../support/seeded.ts';
import { TYPED_TEXT } from '../load/typing-update.ts';
import type { Seed } from '../servers/server.ts';
import { cached } from './cached.ts';

// The counts of the automerge-paper trace (benchmark B4), in which one person writes a paper; it is not published as a
// package.
const INSERTS = 182_315;
const DELETES = 77_463;
// The writer's behaviour, chosen so that Yjs encodes it in as many bytes as the trace (223 KB).
const TYPED = 100; // characters in a row, at most
const DELETED = 42; // characters in a row, at most
const JUMPS = 0.2; // probability of continuing somewhere else
const LETTERS = 'etaoin shrdlu cmfwyp vbgkqj xz';
const WRITER = 3_000_000_007; // a client id as long as a random one

/** A long text typed by one person character by character, with corrections and jumps. */
export function paper(): Seed {
	return cached('paper', import.meta.filename, () => {
		const doc = new Y.Doc();
		doc.clientID = WRITER;
		write(doc.getText(TYPED_TEXT), new Seeded(4));
		return Y.encodeStateAsUpdate(doc);
	});
}

function write(text: Y.Text, random: Seeded): void {
	let [inserts, deletes, caret] = [INSERTS, DELETES, 0];
	while (inserts + deletes > 0) {
		if (random.next() < JUMPS) caret = random.below(text.length + 1);
		const typed = Math.min(inserts, 1 + random.below(TYPED));
		for (let i = 0; i < typed; i++, inserts--)
			text.insert(caret++, LETTERS[random.below(LETTERS.length)] ?? ' ');
		const share = inserts > 0 ? 1 + random.below(DELETED) : deletes;
		const deleted = Math.min(deletes, caret, share);
		for (let i = 0; i < deleted; i++, deletes--) text.delete(--caret, 1);
		if (inserts === 0 && caret === 0) caret = text.length;
	}
}
