import type { Minutes } from '#shared/minutes/minutes.ts';
import { safeLink } from './links.ts';

/**
 * The minutes as data, UTF-8, indented. Reading it back gives the same minutes; an undefined field is left out, and so is
 * a link of a protocol that exports may not carry (its text stays).
 */
export function renderJson(minutes: Minutes): Uint8Array {
	return new TextEncoder().encode(`${JSON.stringify(minutes, withoutUnsafeLinks, '\t')}\n`);
}

function withoutUnsafeLinks(key: string, value: unknown): unknown {
	return key === 'marks' && Array.isArray(value) ? value.filter(isSafeMark) : value;
}

function isSafeMark(mark: { type?: unknown; attrs?: { href?: unknown } }): boolean {
	return mark.type !== 'link' || safeLink(mark.attrs?.href) !== undefined;
}
