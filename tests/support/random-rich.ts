import type { RichMark, RichNode } from '#shared/editor/rich-text.ts';
import { Seeded } from './seeded.ts';

const MARKS = ['bold', 'italic', 'underline', 'strike', 'code', 'link'] as const;
const LINKS = [
	'https://example.eu/a_b?c=(d)&e=*f*',
	'mailto:desk@example.eu',
	'javascript:alert(1)'
];
/** Scripts, signs of every markup, and what is hard to break or to see. */
const PIECES = [
	...[
		'Ελλάδα',
		'Київ',
		'Őrs Țîrlea',
		'日本語の会議',
		'한국어',
		'שלום',
		'سلام 12',
		'ไทย',
		'हिन्दी',
		'😀👩‍👩‍👧',
		'e\u0301'
	],
	...[
		'\u00ad',
		'\u200b',
		'\u2028',
		'\u00a0',
		'\t',
		'\n',
		'  ',
		'[sic]',
		'“agreed”',
		'(bold)',
		'#let x',
		'$y$ @ref'
	],
	...[
		'<b>&amp;</b>',
		'*a* _b_ ~c~ `d`',
		'https://example.eu/a_b*c',
		'| a | b |',
		'1. one',
		'- two',
		'\\',
		'\u{F0123}'
	],
	...['Überwachungsverordnungsdurchführung', 'x'.repeat(130), '\ud800', '\u0007', '']
];

/** Of one paper; beyond it nothing nests any more. */
const MOST_WORDS = 120;

/** Rich text in which every text has a word that no other has: `q7z`. */
export class RandomRich {
	readonly #random: Seeded;
	readonly words: string[] = [];

	constructor(seed: number) {
		this.#random = new Seeded(seed);
	}

	doc(): RichNode {
		return { type: 'doc', content: this.#some(1, 8, () => this.#block(0)) };
	}

	/** Plain words, as of a title or an action. */
	said(): string {
		const word = `q${this.words.length}z`;
		this.words.push(word);
		const [before, after] = [this.#random.pick(PIECES), this.#random.pick(PIECES)];
		return `${before} ${word}${this.#random.pick(['', ' ', ', '])}${after}`;
	}

	#block(depth: number): RichNode {
		const deep = depth > 10 || this.words.length > MOST_WORDS ? 3 : 8;
		switch (this.#random.below(deep)) {
			case 0:
				return {
					type: 'heading',
					attrs: { level: 2 + this.#random.below(3) },
					content: this.#line()
				};
			case 3:
				return this.#list(depth);
			case 4:
				return { type: 'blockquote', content: this.#inside(depth) };
			case 5:
				return this.#table(depth);
			case 6:
				return this.#random.below(2) ? { type: 'horizontalRule' } : this.#list(depth);
			default:
				return { type: 'paragraph', content: this.#line() };
		}
	}

	#line(): RichNode[] {
		return this.#some(1, 4, () =>
			this.#random.below(9) === 0 ? { type: 'hardBreak' } : this.#text()
		);
	}

	#text(): RichNode {
		const marks = MARKS.filter(() => this.#random.below(3) === 0).map((type): RichMark =>
			type === 'link' ? { type, attrs: { href: this.#random.pick(LINKS) } } : { type }
		);
		return { type: 'text', text: this.said(), marks };
	}

	#inside(depth: number): RichNode[] {
		return this.#some(1, 3, () => this.#block(depth + 1));
	}

	#list(depth: number): RichNode {
		const type = this.#random.pick(['bulletList', 'orderedList', 'taskList'] as const);
		const item = type === 'taskList' ? 'taskItem' : 'listItem';
		return {
			type,
			attrs: { start: this.#random.below(20) },
			content: this.#some(1, 3, () => ({
				type: item,
				attrs: { checked: this.#random.below(2) === 0 },
				content: this.#random.below(8) === 0 ? [] : this.#inside(depth)
			}))
		};
	}

	#table(depth: number): RichNode {
		const cell = (): RichNode => ({
			type: this.#random.pick(['tableCell', 'tableHeader']),
			attrs: { colspan: 1 + this.#random.below(3), rowspan: 1 + this.#random.below(3) },
			content: this.#random.below(5) === 0 ? [] : this.#inside(depth + 3)
		});
		const row = (): RichNode => ({ type: 'tableRow', content: this.#some(1, 4, cell) });
		return { type: 'table', content: this.#some(1, 4, row) };
	}

	#some<T>(least: number, most: number, make: () => T): T[] {
		return Array.from({ length: least + this.#random.below(most - least + 1) }, make);
	}
}
