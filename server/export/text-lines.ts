/** Lines no wider than `width`, broken between words; a longer word keeps its own line. */
export function filled(text: string, width: number): string {
	return text
		.split('\n')
		.map((line) => broken(line, width))
		.join('\n');
}

function broken(line: string, width: number): string {
	const lines: string[] = [];
	let last = '';
	for (const word of line.split(' ')) {
		const longer = last === '' ? word : `${last} ${word}`;
		if (last !== '' && [...longer].length > width) {
			lines.push(last);
			last = word;
		} else last = longer;
	}
	return [...lines, last].join('\n');
}

/** Every line after `others`, the first after `first`. */
export function indented(text: string, others: string, first = others): string {
	return text
		.split('\n')
		.map((line, at) => `${at === 0 ? first : others}${line}`.trimEnd())
		.join('\n');
}
