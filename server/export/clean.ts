// What XML 1.0 (DOCX) forbids and no font can show, and overrides that make text read otherwise than it is written;
// tab and line feed stay.
const UNPRINTABLE =
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff\u202a-\u202e]/g;

/** Text that every format can hold: well-formed Unicode, no control or override characters, one kind of line end. */
function cleanText(text: string): string {
	return text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(UNPRINTABLE, '');
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
