const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** Escapes text for HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
	return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Quotes text as a CSS string that can close neither itself nor the style element around it. */
export function cssString(text: string): string {
	const escaped = text.replaceAll(
		/[^a-zA-Z0-9 :.+-]/gu,
		(character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `
	);
	return `"${escaped}"`;
}
