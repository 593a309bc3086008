import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../server/boot/root.ts';

/** Text written by people: everything that the demo loads. */
const WRITTEN = globSync('server/demo/*.ts', { cwd: ROOT })
	.map((file) => readFileSync(join(ROOT, file), 'utf8'))
	.join('\n')
	.replaceAll('\\u00a0', ' ')
	.replaceAll(/\s+/g, ' ');

const MONTH =
	'January|February|March|April|May|June|July|August|September|October|November|December|' +
	'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

/** Text that is the same in every language, or is a formatted day. */
const SAME = [
	/\bTLP:(CLEAR|GREEN|AMBER(\+STRICT)?|RED)\b/g,
	/\bJS-\d+(-[A-Z]+\d*)?\b/g,
	/\b[A-Z]\w+\/[A-Z]\w+(\/\w+)?\b/g,
	new RegExp(`\\b(\\d{1,2} )?(${MONTH})( \\d{4})?\\b`, 'g'),
	/\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g,
	/\b(UTC|GMT|C?E[SD]?T|CES?T)(\+\d+)?\b/g,
	/\b(Briefing Board|English|Français|Deutsch|ICD 203)\b/g,
	/\b(Alt|Esc|Enter|Tab|Home|End)\b/g,
	// Paragraphs of annexes.
	/\b[IVXLC]+\.\d+\b/g,
	// Keys, grades of sources, initials.
	/(?<![\p{L}\d.])([A-Z]|[A-F][1-6]|[A-Z]{2})(?![\p{L}\d.])/gu
];

/** The parts of a shown text that were not written by people, are not in `typed`, and differ between languages. */
export function unknownParts(shown: string, typed: string): string[] {
	const isKnown = (part: string) =>
		!/\p{L}/u.test(part) || WRITTEN.includes(part) || typed.includes(part);
	return parts(shown, /[·|/←→]/)
		.filter((part) => !isKnown(part))
		.map((part) => SAME.reduce((text, pattern) => text.replaceAll(pattern, ' '), part))
		.flatMap((part) => parts(part, /[,;:()–—]|\s{2,}/))
		.filter((part) => !isKnown(part));
}

const parts = (text: string, between: RegExp) => text.split(between).map((part) => part.trim());
