import { m } from '#messages/messages.js';
import type { RichNode } from '../editor/rich-text.ts';
import { compareHeads } from './compare-head.ts';
import {
	compareWords,
	MOST_COMPARED,
	runsOf,
	type Budget,
	type ComparedLine
} from './compare-words.ts';
import type { VersionSection, VersionText } from './version.ts';

/** Lines that share fewer of their words than this are not the same line with other words. */
const ALIKE = 0.34;

export interface ComparedSection {
	readonly number: string;
	readonly heading: string;
	readonly lines: readonly ComparedLine[];
}

/** What differs between two states of a document, by words; sections without a difference are left out. */
export function compareTexts(older: VersionText, newer: VersionText): ComparedSection[] {
	const budget = { left: MOST_COMPARED };
	const keys = [...older.sections, ...newer.sections].map(keyOf);
	const head = compareHeads(older.head, newer.head, budget);
	const sections = [...new Set(keys)].flatMap((key) => {
		const [before, after] = [sectionOf(older, key), sectionOf(newer, key)];
		const { number = '', heading = '' } = after ?? before ?? {};
		const lines = compareLines(linesOf(older, before), linesOf(newer, after), budget);
		return lines.some((line) => 'pieces' in line) ? [{ number, heading, lines }] : [];
	});
	if (head.length === 0) return sections;
	return [{ number: '', heading: m.versions_head(), lines: head }, ...sections];
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
