import type { Minutes } from '#shared/minutes/minutes.ts';
import { spelledDirection } from '#shared/hidden-characters.ts';
import { safeLink } from './links.ts';

/**
 * The minutes as indented JSON in UTF-8. Parsing it gives the same minutes, without undefined fields and without links
 * of protocols that exports may not contain (their text stays).
 */
export function renderJson(minutes: Minutes): Uint8Array {
	const json = JSON.stringify(minutes, withoutUnsafeLinks, '\t');
	// Spelled out as JSON allows, so that an editor shows the text as it is stored.
	return new TextEncoder().encode(`${spelledDirection(json)}\n`);
}

function withoutUnsafeLinks(key: string, value: unknown): unknown {
	return key === 'marks' && Array.isArray(value) ? value.filter(isSafeMark) : value;
}

function isSafeMark(mark: { type?: unknown; attrs?: { href?: unknown } }): boolean {
	return mark.type !== 'link' || safeLink(mark.attrs?.href) !== undefined;
}

/** Minutes as their JSON says them, with which they are hashed: without undefined fields and unsafe links. */
export function asInJson(minutes: Minutes): Minutes {
	return JSON.parse(JSON.stringify(minutes, withoutUnsafeLinks)) as Minutes;
}
