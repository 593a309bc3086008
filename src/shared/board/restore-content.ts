import * as Y from 'yjs';
import { differing } from './differing.ts';
import { copyOfText, isSameText, makeText } from './restore-text.ts';

/**
 * Makes one rich text equal to another. The common beginning and end are left untouched, so carets and undo there
 * survive; a block that takes the place of one of the same kind is updated in place, so that what someone else is
 * typing into it survives too.
 */
export function makeFragment(living: Y.XmlFragment, wanted: Y.XmlFragment): void {
	const [old, next]: [unknown[], unknown[]] = [living.toArray(), wanted.toArray()];
	const { start, oldEnd, nextEnd } = differing(old, next, isSame);
	let at = start;
	while (at < oldEnd && at < nextEnd && makeAlike(old[at], next[at])) at++;
	if (oldEnd > at) living.delete(at, oldEnd - at);
	if (nextEnd > at)
		living.insert(at, next.slice(at, nextEnd).map(copyOf) as (Y.XmlElement | Y.XmlText)[]);
}

/** Makes one map equal to another, key by key; values present in both are updated in place. */
export function makeMap(living: Y.Map<unknown>, wanted: Y.Map<unknown>): void {
	for (const key of [...living.keys()]) if (!wanted.has(key)) living.delete(key);
	for (const [key, value] of wanted) {
		const old = living.get(key);
		if (!isSame(old, value) && !makeAlike(old, value)) living.set(key, copyOf(value));
	}
}

/** False when the value cannot be updated in place and has to be replaced. */
function makeAlike(living: unknown, wanted: unknown): boolean {
	if (isElement(living) && isElement(wanted)) {
		if (living.nodeName !== wanted.nodeName) return false;
		makeAttributes(living, wanted);
		makeFragment(living, wanted);
	} else if (isTextOfOneKind(living, wanted)) makeText(living as Y.Text, wanted as Y.Text);
	else if (living instanceof Y.Map && wanted instanceof Y.Map) makeMap(living, wanted);
	else return false;
	return true;
}

const isElement = (value: unknown): value is Y.XmlElement => value instanceof Y.XmlElement;

function isTextOfOneKind(a: unknown, b: unknown): boolean {
	const isXml = a instanceof Y.XmlText;
	return a instanceof Y.Text && b instanceof Y.Text && isXml === b instanceof Y.XmlText;
}

type Attributes = Record<string, string | undefined>;

function makeAttributes(living: Y.XmlElement, wanted: Y.XmlElement): void {
	const next: Attributes = wanted.getAttributes();
	const old: Attributes = living.doc ? living.getAttributes() : {}; // a copy that is not attached yet cannot be read
	for (const key of Object.keys(old)) if (!(key in next)) living.removeAttribute(key);
	for (const [key, value] of Object.entries(next))
		if (!isSame(old[key], value)) living.setAttribute(key, copyOf(value) as string);
}

function isSame(a: unknown, b: unknown): boolean {
	if (isTextOfOneKind(a, b)) return isSameText(a as Y.Text, b as Y.Text);
	if (isElement(a) && isElement(b))
		return a.nodeName === b.nodeName && hasSameAttributes(a, b) && hasSameChildren(a, b);
	if (a instanceof Y.Map && b instanceof Y.Map)
		return a.size === b.size && [...a].every(([key, value]) => isSame(value, b.get(key)));
	const isType = a instanceof Y.AbstractType;
	return isType === b instanceof Y.AbstractType && JSON.stringify(a) === JSON.stringify(b);
}

function hasSameAttributes(a: Y.XmlElement, b: Y.XmlElement): boolean {
	const one = a.getAttributes() as Record<string, unknown>;
	const other = b.getAttributes() as Record<string, unknown>;
	const keys = Object.keys(one);
	return (
		keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]))
	);
}

function hasSameChildren(a: Y.XmlElement, b: Y.XmlElement): boolean {
	const [one, other]: [unknown[], unknown[]] = [a.toArray(), b.toArray()];
	return one.length === other.length && one.every((child, index) => isSame(child, other[index]));
}

/** A copy that can be put into another document. */
function copyOf(value: unknown): unknown {
	if (isElement(value)) return copyOfElement(value);
	if (value instanceof Y.Text) return copyOfText(value);
	if (value instanceof Y.Map)
		return new Y.Map([...(value as Y.Map<unknown>)].map(([key, one]) => [key, copyOf(one)]));
	return value instanceof Y.AbstractType ? value.clone() : value;
}

function copyOfElement(element: Y.XmlElement): Y.XmlElement {
	const copy = new Y.XmlElement(element.nodeName);
	makeAttributes(copy, element);
	copy.insert(0, element.toArray().map(copyOf) as (Y.XmlElement | Y.XmlText)[]);
	return copy;
}
