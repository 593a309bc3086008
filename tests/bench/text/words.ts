import { Seeded } from '../../support/seeded.ts';

const LINES_PER_PAGE = 20;

export type BenchKind = 'heading2' | 'paragraph' | 'bullet' | 'ordered';

/** A line of the notes, the same for both editors. */
export interface BenchLine {
	readonly kind: BenchKind;
	readonly words: string;
}

const WORDS = (
	'the delegation notes that licensing of transit goods through third countries was compared with the list of end ' +
	'users and asks every authority to send its questionnaire before the next session so that guidance for exporters ' +
	'can be published in all languages while courts and customs share what they found about components seized'
).split(' ');
const LENGTH = { heading2: 40, paragraph: 240, bullet: 150, ordered: 150 } as const; // characters, about

/** Notes of so many pages: 436,000 characters in 2,000 lines for a hundred; most lines are paragraphs. */
export function benchLines(pages: number): BenchLine[] {
	const random = new Seeded(pages);
	return Array.from({ length: pages * LINES_PER_PAGE }, (_, index) => {
		const kind = kindAt(index % LINES_PER_PAGE);
		return { kind, words: sentence(random, LENGTH[kind]) };
	});
}

function kindAt(line: number): BenchKind {
	if (line === 0) return 'heading2';
	if (line === 8 || line === 9) return 'bullet';
	return line === 14 || line === 15 ? 'ordered' : 'paragraph';
}

function sentence(random: Seeded, length: number): string {
	let words = '';
	while (words.length < length) words += `${words === '' ? '' : ' '}${random.pick(WORDS)}`;
	return words;
}
