import { describe, expect, it } from 'vitest';
import { namesToFind, suggestionsFor, type DraftedLine } from './drafting-rules.ts';

const line = (words: string, more: Partial<DraftedLine> = {}): DraftedLine => ({
	...{ words, attribution: 'named', names: [], hasAction: false, hasDecision: false },
	...more
});
const rules = (words: string, more: Partial<DraftedLine> = {}) =>
	suggestionsFor(line(words, more)).map(({ rule }) => rule);

describe('a line of minutes', () => {
	it.each([
		['We are concerned about the exceptions.', 'first-person'],
		['The delegation said that the list is too long.', 'tense'],
		['US-DOJ undertook to send the list.', 'promise'],
		['Participants agreed to meet again.', 'agreed'],
		['It is likely, with high confidence, that it was rerouted.', 'confidence'],
		['It is likely that it was sold, and probable that it was moved.', 'yardstick'],
		['The list is sent as soon as possible.', 'vague'],
		['The meeting was opened at [ ].', 'blank']
	])('%j may be written better: %s', (words, rule) => {
		expect(rules(words)).toContain(rule);
	});

	it.each([
		'The delegation was concerned about the exceptions.',
		'The US took part.', // not “us”
		'The President said: “We could and had to do better.”',
		'The delegation stated that the list had been too long.',
		'It is likely that it was rerouted. Confidence is high.'
	])('%j is as it should be', (words) => {
		expect(rules(words)).toEqual([]);
	});

	it('may promise or agree where that has its action or decision', () => {
		expect(rules('US-DOJ undertook to send it.', { hasAction: true })).toEqual([]);
		expect(rules('It was agreed to meet again.', { hasDecision: true })).toEqual([]);
	});

	it('names nobody where people are not to be named', () => {
		const names = namesToFind(['Ladislav Hamran', 'Li']);
		const words = 'Mr Hamran opened the meeting.';
		expect(rules(words, { names })).toEqual([]);
		expect(suggestionsFor(line(words, { names, attribution: 'chatham' }))).toMatchObject([
			{ rule: 'named', about: 'Hamran' }
		]);
	});

	it('has no suggestions in a language without rules', () => {
		expect(suggestionsFor(line('We are asap.'), 'fr')).toEqual([]);
	});
});
