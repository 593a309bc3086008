import { describe, expect, it } from 'vitest';
import { Seeded } from '../../../tests/support/seeded.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { BriefingHead, GradedSource, KeyJudgement } from '../board/briefing-head.ts';
import { compareWords } from './compare-words.ts';
import { compareTexts } from './compare.ts';
import type { VersionText } from './version.ts';

const paragraph = (text: string): RichNode => ({
	...{ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] }
});
const version = (items: Readonly<Record<string, readonly string[]>>): VersionText => ({
	...{ head: undefined, actions: [], decisions: [] },
	sections: Object.entries(items).map(([number, lines]) => ({
		...{ number, heading: `Item ${number}`, body: { type: 'doc', content: lines.map(paragraph) } }
	}))
});

const same = (text: string) => ({ is: 'same', text });
const removed = (text: string) => ({ is: 'removed', text });
const added = (text: string) => ({ is: 'added', text });

describe('two wordings of a line', () => {
	it('differ by words', () => {
		expect(compareWords('share the list of users', 'share two lists of end users')).toEqual([
			...[same('share '), removed('the'), added('two'), same(' ')],
			...[removed('list'), added('lists'), same(' of'), added(' end'), same(' users')]
		]);
		expect(compareWords('as it was', 'as it was')).toEqual([{ is: 'same', text: 'as it was' }]);
	});

	it('are whole again without what was added, or without what was removed', () => {
		const seeded = new Seeded(7);
		const words = () =>
			Array.from(
				{ length: 1 + seeded.below(12) },
				() => ['we', 'share', 'lists', 'é', '…'][seeded.below(5)]
			).join(' ');
		for (let round = 0; round < 300; round++) {
			const [before, after] = [words(), words()];
			const pieces = compareWords(before, after);
			const without = (is: string) =>
				pieces.flatMap((piece) => (piece.is === is ? [] : [piece.text])).join('');
			expect([without('added'), without('removed')]).toEqual([before, after]);
		}
	});
});

describe('two states of a document', () => {
	it('differ in the sections and lines that changed', () => {
		const older = version({ 1: ['Opening.'], 2: ['The threat grows.', 'Kept.', 'Old line here.'] });
		const newer = version({ 1: ['Opening.'], 2: ['The threat grows fast.', 'Kept.'], 3: ['New.'] });
		expect(compareTexts(older, newer)).toEqual([
			{
				...{ number: '2', heading: 'Item 2' },
				lines: [
					{
						pieces: [
							{ is: 'same', text: 'The threat grows' },
							{ is: 'added', text: ' fast' },
							{ is: 'same', text: '.' }
						]
					},
					{ same: 1 },
					{ pieces: [{ is: 'removed', text: 'Old line here.' }] }
				]
			},
			{ number: '3', heading: 'Item 3', lines: [{ pieces: [{ is: 'added', text: 'New.' }] }] }
		]);
		expect(compareTexts(older, older)).toEqual([]);
	});

	it('are compared in bounded time, however long they are', () => {
		const long = (word: string) =>
			version({ 1: Array.from({ length: 5_000 }, (_, at) => `${word} ${at}`) });
		const [section] = compareTexts(long('before'), long('after'));
		expect(section?.lines.length).toBeGreaterThan(1_000);
	});
});

describe('two heads of a briefing', () => {
	const judgement: KeyJudgement = {
		...{ id: 'j1', statement: 'The route is used.', basis: 'customs data' },
		...{ likelihood: 'likely', confidence: 'low' }
	};
	const source: GradedSource = {
		...{ id: 's1', description: 'Customs', reliability: 'B', credibility: '2' },
		label: 'TLP:GREEN'
	};
	const texts = { owner: '', asOf: '', controlCodes: '', known: '', assessed: '', unknown: '' };
	const head: BriefingHead = {
		texts,
		technologies: [],
		judgements: [judgement],
		sources: [source]
	};
	const compare = (before: Partial<BriefingHead>, after: Partial<BriefingHead>) => {
		const none = { sections: [], actions: [], decisions: [] };
		const [first] = compareTexts(
			{ ...none, head: { ...head, ...before } },
			{ ...none, head: { ...head, ...after } }
		);
		return first?.lines;
	};

	it('say which fields changed, and a choice as a whole', () => {
		const judged = { ...judgement, likelihood: 'very likely', confidence: 'high' } as const;
		expect(compare({}, { judgements: [judged] })).toEqual([
			{
				label: 'Key judgement 1, likelihood',
				pieces: [removed('likely'), added('very likely')]
			},
			{ label: 'Key judgement 1, confidence', pieces: [removed('low'), added('high')] }
		]);
		expect(compare({}, { texts: { ...texts, known: 'Two routes.' } })).toEqual([
			{ label: 'What is known', pieces: [added('Two routes.')] }
		]);
		expect(compare({}, {})).toBeUndefined();
	});

	it('tell a source that was taken out from the one in its place', () => {
		const other = { ...source, id: 's2', description: 'Court' } as const;
		const labels = compare({}, { sources: [other] })?.map((line) =>
			'label' in line ? line.label : ''
		);
		expect(labels).toEqual([
			...['Source 1, new', 'Source 1, grade, new', 'Source 1, marking, new'],
			...['Source 1, taken out', 'Source 1, grade, taken out', 'Source 1, marking, taken out']
		]);
		const graded = { ...source, reliability: 'A' } as const;
		expect(compare({}, { sources: [other, graded] })?.at(-1)).toEqual({
			...{ label: 'Source 2, grade', pieces: [removed('B2'), added('A2')] }
		});
	});
});
