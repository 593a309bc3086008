import type { Run, Section } from './paper.ts';

/** Where an action, decision or conclusion is listed, and where it stands in the text. */
export function anchorsOf(reference: string): { readonly listed: string; readonly inText: string } {
	// Word takes 40 letters, digits and underscores.
	const name = reference.replaceAll(/[^A-Za-z0-9]/g, '_').slice(-30);
	return { listed: `list_${name}`, inText: `text_${name}` };
}

/**
 * The sections with every anchor once, at its first place, and without references that lead nowhere: a record can stand in
 * the text several times, or not at all.
 */
export function crossReferenced(sections: readonly Section[]): Section[] {
	const anchors = new Set<string>();
	const once = sections.map((section) => withoutRepeated(section, anchors) as Section);
	return once.map((section) => withoutLoose(section, anchors) as Section);
}

function withoutRepeated(value: unknown, seen: Set<string>): unknown {
	return mapped(value, (part) => {
		if (!('anchor' in part) || typeof part.anchor !== 'string') return part;
		const { anchor, ...rest } = part;
		if (seen.has(anchor)) return rest;
		seen.add(anchor);
		return part;
	});
}

function withoutLoose(value: unknown, anchors: ReadonlySet<string>): unknown {
	return mapped(value, (part) => {
		if (!('to' in part) || typeof part.to !== 'string' || anchors.has(part.to)) return part;
		return Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'to'));
	});
}

/** A copy of plain data in which every object is changed before its parts are. */
function mapped(value: unknown, change: (part: object) => object): unknown {
	if (Array.isArray(value)) return value.map((part) => mapped(part, change));
	if (typeof value !== 'object' || value === null) return value;
	const parts = Object.entries(change(value));
	return Object.fromEntries(parts.map(([key, part]) => [key, mapped(part, change)]));
}

/** The first of some runs as a reference to a place in the paper. */
export function leading(to: string, [first, ...others]: readonly Run[]): Run[] {
	return first ? [{ ...first, to }, ...others] : [];
}
