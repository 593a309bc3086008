import type { NewLine, NewWords } from '#shared/text/flatten.ts';
import { isListed, type WordsKind } from '#shared/text/kind.ts';
import { boundedTables } from './bounded-tables.ts';
import { Inline } from './inline.ts';
import { marksInside, type Marks } from './marks-of.ts';
import { isHidden } from './style.ts';
import { checkOf, headingLevel, isTakenOut, kindOfHeading, listKind } from './html-kind.ts';
import { isLayout, tableRows } from './html-table.ts';
import { ListNumbers } from './list-numbers.ts';
import { isSign, numberOf, wordItem } from './word-list.ts';

/** What a line becomes that begins at a place in the page. */
interface Place {
	readonly kind: WordsKind;
	readonly level: number;
	readonly marks: Marks;
	/** How deep in lists. */
	readonly depth: number;
	readonly isPre: boolean;
}

const TOP: Place = { kind: 'paragraph', level: 0, marks: new Map(), depth: 0, isPre: false };
const MAX_LEVEL = 7;
const DEEPEST = 400; // elements in elements

const SILENT = new Set(
	['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'audio'].concat(
		...['button', 'select', 'textarea', 'colgroup', 'meta', 'link', 'math']
	)
);
const PICTURES = new Set(['img', 'picture', 'svg', 'canvas', 'video', 'object', 'embed']);
const BLOCKS = new Set(
	['p', 'div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'address'].concat(
		...['figure', 'figcaption', 'details', 'summary', 'dl', 'dt', 'dd', 'form', 'fieldset', 'body'],
		...['html', 'center', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'table']
	)
);

/** The lines of a page that was copied, and how many pictures it had. */
export interface HtmlLines {
	readonly lines: readonly NewLine[];
	readonly pictures: number;
}

/** Reads the lines of whatever some program put into the clipboard: its words and structure, none of its looks. */
export function htmlLines(root: Node): HtmlLines {
	const reader = new Reader();
	reader.inside(root, TOP, 0);
	return reader.end();
}

class Reader {
	readonly #lines: NewLine[] = [];
	readonly #inline = new Inline();
	readonly #numbers = new ListNumbers();
	/** How many items of each list were read. */
	readonly #items = new Map<Element, number>();
	#begun: Place | undefined;
	/** The number that a line begins its list with. */
	#start = 0;
	#checked = false;
	#pictures = 0;

	end(): HtmlLines {
		this.#close();
		return { lines: this.#lines, pictures: this.#pictures };
	}

	inside(node: Node, place: Place, depth: number): void {
		if (depth > DEEPEST) return this.#words(node.textContent ?? '', place);
		for (const child of node.childNodes) {
			if (child.nodeType === child.TEXT_NODE) this.#words(child.textContent ?? '', place);
			else if (child.nodeType === child.ELEMENT_NODE)
				this.#element(child as Element, place, depth + 1);
		}
	}

	#element(element: Element, outer: Place, depth: number): void {
		const tag = element.localName;
		if (SILENT.has(tag) || isHidden(element) || isSign(element) || isTakenOut(element)) return;
		if (PICTURES.has(tag)) return this.#picture(element);
		const place = { ...outer, marks: marksInside(element, outer.marks) };
		const level = headingLevel(element);
		if (level)
			return this.#block(element, { ...place, kind: kindOfHeading(level), level: 0 }, depth);
		switch (tag) {
			case 'br':
				return this.#break(place);
			case 'hr':
				this.#close();
				return this.#push({ is: 'rule' });
			case 'ul':
			case 'ol':
			case 'menu':
				return this.#list(element, place, depth);
			case 'li':
				return this.#item(element, place, depth);
			case 'blockquote':
				return this.#block(
					element,
					place.depth > 0 ? place : { ...place, kind: 'quotation' },
					depth
				);
			case 'pre':
				return this.#block(element, { ...place, isPre: true }, depth);
			case 'table':
				return this.#table(element, place, depth);
			case 'input':
				return;
			case 'a':
				return this.#address(element, place, depth);
			default:
				return this.#other(element, place, depth);
		}
	}

	#other(element: Element, place: Place, depth: number): void {
		const item = wordItem(element);
		if (item) return this.#wordLine(element, place, item, depth);
		if (BLOCKS.has(element.localName)) this.#block(element, place, depth);
		else this.inside(element, place, depth);
	}

	#block(element: Element, place: Place, depth: number): void {
		this.#close();
		this.inside(element, place, depth);
		this.#close();
	}

	#list(list: Element, place: Place, depth: number): void {
		this.#close();
		this.inside(list, { ...place, depth: place.depth + 1 }, depth);
		this.#close();
	}

	#item(item: Element, place: Place, depth: number): void {
		this.#close();
		const said = Number(item.getAttribute('aria-level') ?? item.getAttribute('data-aria-level'));
		const level = Math.min((said > 0 ? said : Math.max(place.depth, 1)) - 1, MAX_LEVEL);
		const check = checkOf(item);
		const kind = check === undefined ? listKind(item.parentElement) : 'task';
		if (kind === 'ordered') this.#start = this.#numberOf(item);
		this.#checked = check ?? false;
		this.inside(item, { ...place, kind, level }, depth);
		this.#close();
		[this.#start, this.#checked] = [0, false];
	}

	/** The number that an item of an ordered list has. */
	#numberOf(item: Element): number {
		const list = item.parentElement;
		const before = (list && this.#items.get(list)) ?? 0;
		if (list) this.#items.set(list, before + 1);
		const [own, first] = [item.getAttribute('value'), list?.getAttribute('start')].map(Number);
		return own ? Math.max(own, 1) : Math.max(first || 1, 1) + before;
	}

	#wordLine(
		paragraph: Element,
		place: Place,
		{ level, marker }: NonNullable<ReturnType<typeof wordItem>>,
		depth: number
	): void {
		this.#close();
		const number = numberOf(marker);
		if (number !== undefined) this.#start = number;
		const kind = number === undefined ? 'bullet' : 'ordered';
		this.inside(paragraph, { ...place, kind, level: Math.min(level, MAX_LEVEL) }, depth);
		this.#close();
		this.#start = 0;
	}

	#table(table: Element, place: Place, depth: number): void {
		if (isLayout(table)) return this.#block(table, place, depth);
		this.#close();
		const rows = tableRows(table, (cell) => {
			const reader = new Reader();
			reader.inside(cell, TOP, depth);
			const { lines, pictures } = reader.end();
			this.#pictures += pictures;
			return lines.filter((line): line is NewWords => line.is === 'words');
		});
		for (const one of boundedTables(rows)) this.#push(one);
	}

	/** An address that leads to a footnote, or back, is its number in brackets. */
	#address(element: Element, place: Place, depth: number): void {
		const href = element.getAttribute('href') ?? '';
		const label = (element.textContent ?? '').trim();
		if (!/^#./.test(href) || !/^[\d*†]{1,4}$/.test(label))
			return this.inside(element, place, depth);
		this.#words(`[${label}]`, place);
	}

	#picture(element: Element): void {
		const [width, height] = [element.getAttribute('width'), element.getAttribute('height')];
		const isSeen = width !== '1' && height !== '1' && width !== '0'; // mails count their readers so
		if (isSeen) this.#pictures += 1;
	}

	#words(text: string, place: Place): void {
		if (place.isPre) {
			for (const [at, line] of text.split('\n').entries()) {
				if (at > 0) this.#close();
				this.#add(line, place);
			}
		} else this.#add(text.replace(/[ \t\n\r\f]+/g, ' '), place);
	}

	#add(text: string, place: Place): void {
		if (text === '' || (this.#inline.isEmpty && text.trim() === '')) return;
		this.#begun ??= place;
		const marks = this.#begun.kind.startsWith('heading') ? headingMarks(place.marks) : place.marks;
		this.#inline.add(text, marks);
	}

	#break(place: Place): void {
		if (!this.#inline.isEmpty && this.#inline.endsWithBreak) this.#close();
		else if (this.#begun && place) this.#inline.break();
	}

	#push(line: NewLine): void {
		this.#numbers.read(line);
		this.#lines.push(line);
	}

	#close(): void {
		const runs = this.#inline.end();
		const begun = this.#begun;
		this.#begun = undefined;
		if (!begun || runs.length === 0) return;
		const { kind, level } = begun;
		const isItem = isListed(kind);
		const start = kind === 'ordered' ? this.#numbers.startOf(level, this.#start) : 0;
		const checked = kind === 'task' && this.#checked;
		this.#push({ is: 'words', kind, level: isItem ? level : 0, start, checked, runs });
		// What else stands in the item goes on with it.
		if (isItem) this.#start = 0;
	}
}

/** A heading is bold in any case. */
function headingMarks(marks: Marks): Marks {
	return new Map([...marks].filter(([type]) => type !== 'bold'));
}
