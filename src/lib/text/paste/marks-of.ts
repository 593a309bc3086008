import { SAFE_LINK } from '#shared/editor/rich-text.ts';
import type { Mark } from '#shared/text/marks.ts';
import { styleOf } from './style.ts';

/** The marks in force, by their names. */
export type Marks = ReadonlyMap<string, Mark>;

/** A map, because a page may name its elements `constructor`. */
const TAGS: ReadonlyMap<string, string> = new Map([
	['b', 'bold'],
	['strong', 'bold'],
	['i', 'italic'],
	['em', 'italic'],
	['cite', 'italic'],
	['u', 'underline'],
	['s', 'strike'],
	['strike', 'strike'],
	['del', 'strike'],
	['code', 'code'],
	['kbd', 'code'],
	['samp', 'code'],
	['tt', 'code']
]);
const BOLD = 600;

/** The marks inside an element. A style speaks louder than the element: Google Docs puts everything into a `b` that is not bold. */
export function marksInside(element: Element, outer: Marks): Marks {
	const marks = new Map(outer);
	const named = TAGS.get(element.localName);
	if (named) marks.set(named, { type: named });
	setBySwitch(marks, 'bold', isBold(styleOf(element, 'font-weight')));
	setBySwitch(marks, 'italic', isItalic(styleOf(element, 'font-style')));
	const lines = styleOf(element, 'text-decoration') || styleOf(element, 'text-decoration-line');
	if (lines.includes('underline')) marks.set('underline', { type: 'underline' });
	if (lines.includes('line-through')) marks.set('strike', { type: 'strike' });
	setLink(marks, element);
	if (marks.has('link')) marks.delete('underline'); // every address has it, which says nothing
	return marks;
}

function setBySwitch(marks: Map<string, Mark>, type: string, isOn: boolean | undefined): void {
	if (isOn === true) marks.set(type, { type });
	else if (isOn === false) marks.delete(type);
}

function isBold(weight: string): boolean | undefined {
	if (weight === '') return undefined;
	return weight.startsWith('bold') || Number(weight) >= BOLD;
}

function isItalic(style: string): boolean | undefined {
	return style === '' ? undefined : style === 'italic' || style === 'oblique';
}

/** An address within the page that it comes from leads nowhere here. */
function setLink(marks: Map<string, Mark>, element: Element): void {
	const href = element.localName === 'a' ? (element.getAttribute('href') ?? '').trim() : '';
	if (SAFE_LINK.test(href)) marks.set('link', { type: 'link', attrs: { href } });
}
