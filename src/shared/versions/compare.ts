import { differing } from '../restore/differing.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { VersionSection, VersionText } from './version.ts';

/** Comparisons that a reader waits for; what needs more counts as replaced. */
const MOST_COMPARED = 12_000_000;

/** How many comparisons are left. */
interface Budget {
	left: number;
}
/** Lines that share fewer of their words than this are not the same line with other words. */
const ALIKE = 0.34;

/** Words that stayed, were removed or were added. */
export interface Piece {
	readonly is: 'same' | 'removed' | 'added';
	readonly text: string;
}

/** A line that differs, in pieces; lines between that do not are counted only. */
type ComparedLine = { readonly pieces: readonly Piece[] } | { readonly same: number };

export interface ComparedSection {
	readonly number: string;
	readonly heading: string;
	readonly lines: readonly ComparedLine[];
}

/** What differs between two states of a document, by words; sections without a difference are left out. */
export function compareTexts(older: VersionText, newer: VersionText): ComparedSection[] {
	const budget = { left: MOST_COMPARED };
	const keys = [...older.sections, ...newer.sections].map(keyOf);
	return [...new Set(keys)].flatMap((key) => {
		const [before, after] = [sectionOf(older, key), sectionOf(newer, key)];
		const { number = '', heading = '' } = after ?? before ?? {};
		const lines = compareLines(linesOf(older, before), linesOf(newer, after), budget);
		return lines.some((line) => 'pieces' in line) ? [{ number, heading, lines }] : [];
	});
}

const keyOf = ({ number, heading }: VersionSection) => `${number} ${heading}`;
const sectionOf = ({ sections }: VersionText, key: string) =>
	sections.find((section) => keyOf(section) === key);

const INLINE: readonly string[] = ['text', 'hardBreak'];

/** The lines of words of a section; a record is a line with its wording. */
function linesOf({ actions, decisions }: VersionText, section: VersionSection | undefined) {
	const records = new Map([...actions, ...decisions].map(({ id, text }) => [String(id), text]));
	const lines: string[] = [];
	const walk = (node: RichNode) => {
		const inside = node.content ?? [];
		if (node.type.endsWith('Block')) lines.push(records.get(String(node.attrs?.['id'])) ?? '');
		else if (inside.some(({ type }) => INLINE.includes(type)))
			lines.push(inside.map(({ text }) => text ?? ' ').join(''));
		else inside.forEach(walk);
	};
	if (section) walk(section.body);
	return lines.filter((line) => line.trim() !== '');
}

function compareLines(
	older: readonly string[],
	newer: readonly string[],
	budget: Budget
): ComparedLine[] {
	const compared: ComparedLine[] = [];
	let same = 0;
	for (const { removed, added, kept } of runsOf(older, newer, budget)) {
		if (removed.length + added.length > 0) {
			if (same > 0) compared.push({ same });
			same = 0;
			compared.push(...pairs(removed, added, budget));
		}
		same += kept.length;
	}
	if (same > 0) compared.push({ same });
	return compared;
}

/** Lines in place of others: one by one where they are alike, else removed and added. */
function pairs(
	removed: readonly string[],
	added: readonly string[],
	budget: Budget
): ComparedLine[] {
	const lines: ComparedLine[] = [];
	for (let at = 0; at < Math.max(removed.length, added.length); at++) {
		const [before = '', after = ''] = [removed[at], added[at]];
		const pieces = compareWords(before, after, budget);
		const kept = pieces.reduce((sum, { is, text }) => sum + (is === 'same' ? text.length : 0), 0);
		if (kept >= ALIKE * Math.min(before.length, after.length)) lines.push({ pieces });
		else lines.push(...whole('removed', before), ...whole('added', after));
	}
	return lines;
}

const whole = (is: 'removed' | 'added', text: string): ComparedLine[] =>
	text === '' ? [] : [{ pieces: [{ is, text }] }];

/** Two wordings of a line, word by word. */
export function compareWords(
	before: string,
	after: string,
	budget: Budget = { left: MOST_COMPARED }
): Piece[] {
	const pieces: Piece[] = [];
	const put = (is: Piece['is'], words: readonly string[]) => {
		if (words.length > 0) pieces.push({ is, text: words.join('') });
	};
	for (const { removed, added, kept } of runsOf(wordsOf(before), wordsOf(after), budget)) {
		put('removed', removed);
		put('added', added);
		put('same', kept);
	}
	return pieces;
}

/** Words, and what stands between them. */
const wordsOf = (text: string): string[] =>
	text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]/gu) ?? [];

/** What was removed and added, and what is the same after it. */
interface Run {
	readonly removed: string[];
	readonly added: string[];
	readonly kept: string[];
}

/** The longest common part of two lists, and what is between; a very long part that differs is one replacement. */
function runsOf(older: readonly string[], newer: readonly string[], budget: Budget): Run[] {
	const { start, oldEnd, nextEnd } = differing(older, newer, (a, b) => a === b);
	const [before, after] = [older.slice(start, oldEnd), newer.slice(start, nextEnd)];
	const runs: Run[] = [{ removed: [], added: [], kept: older.slice(0, start) }];
	const cost = before.length * after.length;
	if (cost > budget.left) runs.push({ removed: before, added: after, kept: [] });
	else runs.push(...commonRuns(before, after));
	budget.left -= Math.min(cost, budget.left);
	runs.push({ removed: [], added: [], kept: older.slice(oldEnd) });
	return runs;
}

function commonRuns(before: readonly string[], after: readonly string[]): Run[] {
	const lengths = commonLengths(before, after);
	const width = after.length + 1;
	const runs: Run[] = [];
	let run: Run = { removed: [], added: [], kept: [] };
	let [a, b] = [0, 0];
	const next = () => {
		if (run.kept.length > 0) {
			runs.push(run);
			run = { removed: [], added: [], kept: [] };
		}
	};
	while (a < before.length || b < after.length) {
		const [old, now] = [before[a], after[b]];
		if (old !== undefined && old === now) {
			run.kept.push(old);
			a++;
			b++;
			continue;
		}
		next();
		const below = lengths[(a + 1) * width + b] ?? 0;
		const beside = lengths[a * width + b + 1] ?? 0;
		if (old !== undefined && (now === undefined || below >= beside)) {
			run.removed.push(old);
			a++;
		} else if (now !== undefined) {
			run.added.push(now);
			b++;
		}
	}
	return [...runs, run];
}

/** For each two places, how long the common part from there on is. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
	const width = after.length + 1;
	const lengths = new Uint32Array((before.length + 1) * width);
	for (let a = before.length - 1; a >= 0; a--)
		for (let b = after.length - 1; b >= 0; b--) {
			const at = a * width + b;
			lengths[at] =
				before[a] === after[b]
					? (lengths[at + width + 1] ?? 0) + 1
					: Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
		}
	return lengths;
}
