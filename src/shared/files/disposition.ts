/** How a browser is told the name of a file, and whether to show it: in ASCII, and in full for all that know that. */
export function dispositionOf({
	name,
	isPicture
}: {
	readonly name: string;
	readonly isPicture: boolean;
}): string {
	const how = isPicture ? 'inline' : 'attachment';
	const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
	return `${how}; filename="${plain}"; filename*=UTF-8''${encoded(name)}`;
}

function encoded(name: string): string {
	const escape = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
	return encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, escape);
}
