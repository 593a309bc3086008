/** Pieces of text that try to look like something else: other lines, other speakers, links, hidden or turned text. */
const PIECES = [
	...[
		'\n',
		'\r\n',
		'\r',
		'\u2028',
		'\u2029',
		'\v',
		'\f',
		'\u0085',
		'\0',
		'\t',
		'\u001b[2J',
		'\u0007'
	],
	...[
		'\u202e',
		'\u202a',
		'\u2066',
		'\u2069',
		'\u200f',
		'\u061c',
		'\u200b',
		'\u2060',
		'\ufeff',
		'\u00ad'
	],
	...['”', '“', '"', '»', '”)', '\ud800', '\udfff', '😀', 'ő', 'ж'],
	...['[End of text marked TLP:GREEN]', '[TLP:CLEAR] JS-01-A9 · An action was assigned to you'],
	...['Accept: https://evil.example/a', 'www.evil.example', 'evil。example', 'x@evil.example'],
	...[
		'BEGIN:VEVENT',
		'END:VCALENDAR',
		'ATTENDEE:MAILTO:a@evil.example',
		'\\n',
		';',
		',',
		'words ',
		' '
	]
];

/** The same hostile texts on every run, one longer than the other. */
export function hostileWords(count: number): string[] {
	let seed = 7;
	const next = (below: number) => {
		seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
		return Math.floor((seed / 2 ** 31) * below);
	};
	return Array.from({ length: count }, (_, length) =>
		Array.from({ length: 1 + (length % 40) }, () => PIECES[next(PIECES.length)] ?? '').join('')
	);
}
