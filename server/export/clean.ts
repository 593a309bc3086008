import { withoutDirection } from '#shared/hidden-characters.ts';

// Characters that XML 1.0 (DOCX) forbids or no font can show; tab and line feed are kept.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff]/g;

/** Text that every format can hold: well-formed Unicode, no characters for control or direction, `\n` as line end. */
function cleanText(text: string): string {
	const lines = text.toWellFormed().replaceAll(/\r\n?/g, '\n');
	return withoutDirection(lines.replaceAll(UNPRINTABLE, ''));
}

/** A copy of plain data with {@link cleanText} applied to every string in it. */
export function cleaned<T>(value: T): T {
	return cleanedValue(value) as T;
}

function cleanedValue(value: unknown): unknown {
	if (typeof value === 'string') return cleanText(value);
	if (Array.isArray(value)) return value.map(cleanedValue);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleanedValue(part)]));
}
