import * as Y from 'yjs';
import { Seeded } from '../../support/seeded.ts';
import type { Seed } from '../servers/server.ts';
import { cached } from './cached.ts';

const CARDS = 50;
const SIZE = 124_000; // bytes, encoded
const LETTERS = 'etaoin shrdlu cmfwyp vbgkqj xz';
const WRITER = 3_000_000_007; // a client id as long as a random one

/** A board of cards, typed in turns, a few characters at a time. */
export function cards(): Seed {
	return cached('cards', import.meta.filename, () => {
		const doc = new Y.Doc();
		doc.clientID = WRITER;
		const random = new Seeded(5);
		const texts = Array.from({ length: CARDS }, (_, i) => addCard(doc, i));
		while (Y.encodeStateAsUpdate(doc).length < SIZE)
			for (let bursts = 0; bursts < 100; bursts++) type(random.pick(texts), random);
		return Y.encodeStateAsUpdate(doc);
	});
}

function addCard(doc: Y.Doc, index: number): Y.Text {
	const card = new Y.Map<unknown>();
	doc.getMap('cards').set(`card ${index}`, card);
	const text = new Y.Text();
	card.set('title', `Card ${index}`);
	card.set('text', text);
	return text;
}

function type(text: Y.Text, random: Seeded): void {
	for (let left = 1 + random.below(4); left > 0; left--)
		text.insert(text.length, LETTERS[random.below(LETTERS.length)] ?? ' ');
}
