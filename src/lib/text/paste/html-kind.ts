import type { WordsKind } from '#shared/text/kind.ts';

/** What was deleted under "track changes" is gone; what was inserted stays. */
export function isTakenOut(element: Element): boolean {
	if (element.localName !== 'del') return false;
	return element.hasAttribute('cite') || element.hasAttribute('datetime');
}

/** The level of a heading; undefined for anything else. */
export function headingLevel(element: Element): number | undefined {
	const tag = /^h([1-6])$/.exec(element.localName)?.[1];
	if (tag) return Number(tag);
	if (element.getAttribute('role') === 'heading')
		return Number(element.getAttribute('aria-level') ?? 2);
	return /\bMsoTitle\b/.test(element.className) ? 1 : undefined;
}

/** The nearest heading that there is. */
export function kindOfHeading(level: number): WordsKind {
	if (level >= 4) return 'heading4';
	return level >= 3 ? 'heading3' : 'heading2';
}

/** The kind of the lines of a list. */
export function listKind(list: Element | null): WordsKind {
	return list?.localName === 'ol' ? 'ordered' : 'bullet';
}

/** Whether a line of a checklist is done; undefined for any other line. */
export function checkOf(item: Element): boolean | undefined {
	const said = item.getAttribute('aria-checked') ?? item.getAttribute('data-checked');
	if (said !== null) return said === 'true';
	const box = item.querySelector('input[type="checkbox"]');
	return box && box.closest('li') === item ? box.hasAttribute('checked') : undefined;
}
