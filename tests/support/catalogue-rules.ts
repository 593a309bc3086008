import type { Finding } from './own-words.ts';

/** Files whose texts never reach a user, or are not our wording; each with its reason. */
const EXEMPT: readonly (readonly [files: RegExp, because: string])[] = [
	[
		/^server\/([\w-]+\.ts|backup\/|boot\/|compose\/|http\/)/,
		'said to whoever operates the board, in its log and metrics'
	],
	[/^server\/(store|sync|threads)\//, 'SQL, and reasons on the wire that programs compare'],
	[/^server\/demo\//, 'what the press release says, and data of the demonstration'],
	[/^server\/export\/(html-style|docx-styles|docx-contents|odt-styles|odt|rich-odt)\.ts$/, 'looks'],
	[/^server\/export\/placing\.ts$/, 'where an export failed, in the log'],
	[/^src\/shared\/capture\/english\.ts$/, 'the English that is typed, not said'],
	[/^src\/shared\/time\/dates\.ts$/, 'the one place that writes days'],
	[
		/^src\/shared\/(access|commands\/(registry|routes|live-events))\.ts$/,
		'names of rights, and what a route reveals'
	],
	[/^src\/messages\//, 'the catalogue']
];

/** Texts that are not our wording wherever they occur; each with its reason. */
const NO_WORDS: readonly (readonly [texts: RegExp, because: string])[] = [
	[/^Briefing Board$/, 'the name of the product'],
	[
		/^(Alt [NQR↑↓]|Alt\+\w+( Alt\+\w+)?|Control(\+\w+)+|Esc|Enter|Tab|Home|End|F|Block)$/,
		'keys, as keyboards name them'
	],
	[/^(English|Français|Deutsch)$/, 'a language in its own words'],
	[/^https:\/\/$/, 'an address'],
	[
		/^[a-z]+\/[a-z]+; charset|^(attachment|inline); |^(sandbox; )?default-src|^private, |^noopener /,
		'a header'
	],
	[
		/^Auto-Submitted$|^-\/\/Briefing Board|^exit $|^(Exif\0\0|Adobe)$/,
		'a format of files and mails'
	],
	[/^(is not|not in|set null)$|^[a-z_.]+ as [a-z_]+$/, 'SQL'],
	[
		/^LIVE NOTES$|^without illustrative content$|^took note$/,
		'a code in data; the words for it are in the catalogue'
	],
	[/^(almost|roughly|very) [a-z ]+$/, 'a step of the yardstick, as documents hold it'],
	[
		/^(?=.* )[a-z]+ (for )?(agenda|session|document|floor|back|read-back|attendance|up|minutes)$/,
		'a right'
	],
	[/^(px|Key extends string|th scope=")$/, 'code'],
	[/^UTC$/, 'a proper name'],
	[/^by form$/, 'a name for developers'],
	[
		/^(Kicker|Subtitleline|Aside|Running|Numbered paragraph|Quotation|Record|Table text|Table head|Consolas)$/,
		'a style'
	]
];

const TECHNOLOGY = /^src\/shared\/board\/(briefing-head|head-words)\.ts$/;
const LINES = /^src\/shared\/capture\/turned\.ts$/;

/** True if a text belongs in the catalogue. */
export function belongs(file: string, { text, node, parents }: Finding): boolean {
	const words = withoutMarkup(text).trim();
	if (!/\p{L}/u.test(words) || EXEMPT.some(([files]) => files.test(file))) return false;
	if (NO_WORDS.some(([texts]) => texts.test(words) || texts.test(text))) return false;
	// Document content, and a line as it would be typed, are data.
	const holder = parents.at(-1);
	if (TECHNOLOGY.test(file) && (holder?.type === 'ArrayExpression' || holder?.['key'] === node))
		return false;
	return !LINES.test(file);
}

/** Exporters write tags; people read what is between them. */
function withoutMarkup(text: string): string {
	return /[<>]|="$|^"/.test(text)
		? text.replaceAll(/<[^<>]*>|^[^<>]*>|<[^<>]*$|^" [^<>]*$|^ [\w-]+="$|^; [\w-]+: .*$/g, '')
		: text.replace(/^ [\w-]+="$|^; [\w-]+: [#\w]+; [\w-]+: $|^\w[\w ]*: [\w.#]+ .*;$/, '');
}
