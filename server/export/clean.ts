import { isolate, settled } from '#shared/direction.ts';

// Characters that XML 1.0 (DOCX) forbids or no font can show; tab and line feed are kept.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff]/g;

/** Text that every format can hold: well-formed Unicode, no control characters, no direction left open, `\n` as line end. */
function cleanText(text: string): string {
	const lines = text.toWellFormed().replaceAll(/\r\n?/g, '\n');
	return settled(lines.replaceAll(UNPRINTABLE, ''));
}

/** A copy of plain data with {@link cleanText} applied to every string in it. */
export function cleaned<T>(value: T): T {
	return changed(value, cleanText, () => false) as T;
}

/**
 * A copy of plain data with every string in it set apart if it is written from right to left, because the paper prints it
 * beside references, dates and its own words. Rich text stays: its parts are one line, which has its own direction.
 */
export function setApart<T>(value: T): T {
	return changed(value, isolate, isRichText) as T;
}

function isRichText(value: object): boolean {
	return 'type' in value && ('content' in value || 'text' in value);
}

function changed(
	value: unknown,
	change: (text: string) => string,
	stays: (value: object) => boolean
): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((part) => changed(part, change, stays));
	if (typeof value !== 'object' || value === null || stays(value)) return value;
	const parts = Object.entries(value).map(([key, part]) => [key, changed(part, change, stays)]);
	return Object.fromEntries(parts);
}
