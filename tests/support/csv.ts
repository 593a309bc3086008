/** Parses CSV per RFC 4180 and throws at anything else; independent of the code that writes it. */
export function parseCsv(text: string, delimiter = ','): string[][] {
	const rows: string[][] = [];
	let at = 0;
	const quoted = (): string => {
		let value = '';
		for (at += 1; ; at += 1) {
			if (at >= text.length) throw new Error('a quoted field does not end');
			if (text[at] !== '"') value += text[at];
			else if (text[at + 1] === '"') value += text[(at += 1)];
			else break;
		}
		at += 1;
		return value;
	};
	const plain = (): string => {
		const start = at;
		while (at < text.length && text[at] !== delimiter && text[at] !== '\r') at += 1;
		const value = text.slice(start, at);
		if (/["\n]/.test(value)) throw new Error(`a plain field holds a quote or a line end: ${value}`);
		return value;
	};
	while (at < text.length) {
		const row: string[] = [];
		do row.push(text[at] === '"' ? quoted() : plain());
		while (text[at] === delimiter && ++at);
		if (text.slice(at, at + 2) !== '\r\n') throw new Error(`a row does not end at ${at}`);
		at += 2;
		rows.push(row);
	}
	return rows;
}
