import { DOMSerializer, type Node, type Schema, type Slice } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { recordIn } from '#shared/records/records.ts';
import { CARD_FAMILIES, type CardFamily } from '#shared/text/kind.ts';
import { cardsOf } from '#shared/text/read.ts';
import { nestLists } from './nested-lists.ts';

/** Marks what was copied from one of our texts: that is pasted as it is. */
const OWN = 'data-board-text';
const CARD = '[data-block="card"]';

/** What a card says to other programs: its number and its words. */
export type CardWords = (family: CardFamily, record: string) => string;

/** True for what was copied from one of our texts. */
export function isOwn(html: string): boolean {
	return html.includes(OWN);
}

/** Writes what is copied; a card carries its words, for programs that know no cards. */
export class OwnSerializer extends DOMSerializer {
	readonly #words: CardWords;

	constructor(schema: Schema, words: CardWords) {
		super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
		this.#words = words;
	}

	override serializeFragment(
		...given: Parameters<DOMSerializer['serializeFragment']>
	): ReturnType<DOMSerializer['serializeFragment']> {
		const made = super.serializeFragment(...given);
		if (made instanceof DocumentFragment) nestLists(made);
		if (made.firstChild instanceof Element) made.firstChild.setAttribute(OWN, '');
		if ('querySelectorAll' in made)
			for (const card of made.querySelectorAll<HTMLElement>(CARD))
				card.textContent = this.#words(familyOf(card.dataset['family']), recordOf(card));
		return made;
	}
}

/** What is copied, as plain words: a line each. */
export function plainText({ content }: Slice, words: CardWords): string {
	return content.textBetween(0, content.size, '\n', (leaf) => {
		if (leaf.type.name === 'hardBreak') return '\n';
		return leaf.type.name === 'card' ? cardWords(leaf, words) : '';
	});
}

/** What a card's node says to other programs. */
export function cardWords({ attrs }: Node, words: CardWords): string {
	return words(familyOf(String(attrs.family)), String(attrs.record));
}

/**
 * Makes words of each card that cannot be one here: one of another document, and one whose record has a card already
 * and keeps it. A number stands for one thing in one place.
 */
export function withoutOtherCards(html: string, doc: Y.Doc): string {
	if (!isOwn(html)) return html;
	const page = new DOMParser().parseFromString(html, 'text/html');
	for (const card of page.querySelectorAll<HTMLElement>(CARD)) {
		if (canStand(doc, familyOf(card.dataset['family']), recordOf(card))) continue;
		const line = page.createElement('p');
		line.dataset['kind'] = 'paragraph';
		line.textContent = card.textContent;
		if (card.hasAttribute(OWN)) line.setAttribute(OWN, '');
		for (const name of ['data-pm-slice'])
			if (card.hasAttribute(name)) line.setAttribute(name, card.getAttribute(name) ?? '');
		card.replaceWith(line);
	}
	return page.body.innerHTML;
}

function canStand(doc: Y.Doc, family: CardFamily, record: string): boolean {
	if (!recordIn(doc, `${family}s`, record)) return false;
	const texts = [...doc.share.keys()].filter((root) => /^lines(:|$)/.test(root));
	return !texts.some((root) => cardsOf(doc.getText(root)).seen.has(record as never));
}

const recordOf = (card: HTMLElement) => card.dataset['record'] ?? '';

function familyOf(value: string | undefined): CardFamily {
	return CARD_FAMILIES.find((family) => family === value) ?? 'action';
}
