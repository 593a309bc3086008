import { describe, expect, it } from 'vitest';
import { Seeded } from '../../tests/support/seeded.ts';
import { capture, readDay, type CapturedAction, type Directory } from './capture.ts';
import { newId, type OrganisationId, type PersonId } from './ids.ts';

const doj = newId<OrganisationId>();
const bka = newId<OrganisationId>();
const ukraine = newId<OrganisationId>();
const person = (handle: string, organisation: OrganisationId) => ({
	id: newId<PersonId>(),
	handle,
	organisation
});
const olga = person('Olga', doj);
const meier = person('Meier', bka);
const schmidt = person('Schmidt', bka);
const kostin = person('Костін', ukraine);
const papadopoulos = person('Παπαδόπουλος', bka);
const muller = person('Müller', bka);
const twins = [person('Twin', doj), person('Twin', bka)];

const directory: Directory = {
	organisations: [
		{ id: doj, code: 'US-DOJ' },
		{ id: bka, code: 'DE-BKA' },
		{ id: ukraine, code: 'UA-PGO' }
	],
	persons: [olga, meier, schmidt, kostin, papadopoulos, muller, ...twins]
};
const today = '2024-07-12';
const read = (line: string) => capture(line, directory, today);

function action(line: string): CapturedAction {
	const found = read(line);
	if (found?.kind !== 'action') throw new Error(`${line} is no action`);
	return found.action;
}

describe('a line that opens with !', () => {
	it('has a lead, support, a text and a date', () => {
		expect(read('! @US-DOJ, @DE-BKA share the list of firms by 30 Sept')).toEqual({
			kind: 'action',
			action: {
				text: 'share the list of firms',
				leadOrganisation: doj,
				leadPerson: undefined,
				support: [bka],
				due: '2024-09-30',
				unread: []
			}
		});
	});

	it('takes a person as lead, with the organisation', () => {
		expect(action('! @Olga report')).toMatchObject({ leadOrganisation: doj, leadPerson: olga.id });
		expect(action('!@DE-BKA @Meier report')).toMatchObject({
			leadOrganisation: bka,
			leadPerson: meier.id,
			support: []
		});
	});

	it.each([
		'! @DE-BKA and @US-DOJ: go',
		'! @DE-BKA; @US-DOJ go',
		'! @de-bka @us-doj go',
		'!@DE-BKA,@US-DOJ go'
	])('separates handles as people do: %s', (line) =>
		expect(action(line)).toMatchObject({
			leadOrganisation: bka,
			support: [doj],
			text: 'go',
			unread: []
		})
	);

	it.each<[string, PersonId]>([
		['! @Костін report', kostin.id],
		['! @Παπαδόπουλος report', papadopoulos.id],
		['! @παπαδοπουλος report', papadopoulos.id],
		['! @Müller report', muller.id],
		['! @muller report', muller.id],
		[`! @${'Müller'.normalize('NFD')} report`, muller.id]
	])('reads every script, case and accent: %s', (line, lead) =>
		expect(action(line)).toMatchObject({ leadPerson: lead, text: 'report', unread: [] })
	);

	it('needs neither handle nor date', () => {
		expect(action('! call the bank')).toMatchObject({ text: 'call the bank', unread: [] });
	});

	it('gives back what it cannot read', () => {
		expect(action('! @Nobody, @DE-BKA report')).toMatchObject({
			leadOrganisation: bka,
			unread: ['@Nobody']
		});
		expect(action('! @Twin report').unread).toEqual(['@Twin']);
		expect(action('! @Olga report by end of next month').unread).toEqual(['end of next month']);
		expect(action('! report by 31 June')).toMatchObject({ due: undefined, unread: ['31 June'] });
		expect(action('! report in two months').unread).toEqual(['in two months']);
	});

	it('gives back a second person of the lead organisation', () => {
		expect(action('! @Meier @Schmidt report')).toMatchObject({
			leadPerson: meier.id,
			unread: ['@Schmidt']
		});
	});

	it.each<[string, string, string | undefined]>([
		['! list goods bought by Rosneft by 30 Sept', 'list goods bought by Rosneft', '2024-09-30'],
		['! list firms in Germany by 30 September', 'list firms in Germany', '2024-09-30'],
		['! put the figures in annex 3', 'put the figures in annex 3', undefined],
		['! meet in Brussels', 'meet in Brussels', undefined],
		['! sign by hand', 'sign by hand', undefined],
		['! review the due diligence', 'review the due diligence', undefined],
		['! report in two weeks.', 'report', '2024-07-26'],
		['! report, by Sept 30, 2025', 'report', '2025-09-30'],
		['! report until 30.9.', 'report', '2024-09-30']
	])('finds the date and leaves other words alone: %s', (line, text, due) =>
		expect(action(line)).toMatchObject({ text, due, unread: [] })
	);
});

describe('a line that opens with =', () => {
	it.each([
		['= agreed: share the list', 'decision', 'agreed', 'share the list'],
		['= Took Note: of the report', 'decision', 'took note', 'of the report'],
		['= share the list', 'decision', 'agreed', 'share the list'],
		['= note: share the list', 'decision', 'agreed', 'note: share the list'],
		['=c the threat grows', 'conclusion', 'concluded', 'the threat grows'],
		['=C reaffirmed: the threat grows', 'conclusion', 'reaffirmed', 'the threat grows'],
		['= customs: closed', 'decision', 'agreed', 'customs: closed']
	])('%s', (line, kind, verb, text) => expect(read(line)).toEqual({ kind, verb, text }));
});

describe('an ordinary line', () => {
	it.each([
		'',
		' ',
		'!',
		'! ',
		'=',
		'= ',
		'=c ',
		'a = b',
		'done!',
		'@Olga said so',
		'!!',
		'!! important',
		'== heading',
		'===',
		'\\! not an action',
		'\\= not a decision',
		'- ! in a list'
	])('stays text: %j', (line) => expect(read(line)).toBeUndefined());
});

describe('a day as people write it', () => {
	it.each([
		['2024-09-30', '2024-09-30'],
		['30 Sept', '2024-09-30'],
		['30 Sept.', '2024-09-30'],
		['30 September 2025', '2025-09-30'],
		['Sept 30', '2024-09-30'],
		['September 30th', '2024-09-30'],
		['the 1st September', '2024-09-01'],
		['30.9.', '2024-09-30'],
		['30.9', '2024-09-30'],
		['30.09.2025', '2025-09-30'],
		['30. 9. 2025', '2025-09-30'],
		['end of September', '2024-09-30'],
		['the end of Feb', '2025-02-28'],
		['end of February 2028', '2028-02-29'],
		['in two weeks', '2024-07-26'],
		['in a week', '2024-07-19'],
		['in 10 days', '2024-07-22'],
		['today', '2024-07-12'],
		['Tomorrow', '2024-07-13'],
		['12 July', '2024-07-12'],
		['11 July', '2025-07-11'],
		['1 January', '2025-01-01']
	])('%s is %s', (words, day) => expect(readDay(words, today)).toBe(day));

	it.each(['soon', '31 June', '32 May', '0 May', 'end of term', 'in zero days', 'in some weeks'])(
		'%s is unclear',
		(words) => expect(readDay(words, today)).toBeUndefined()
	);

	it.each(['Septober 3', '30 Se', 'May June', '12 13', '2024-02-30', '13.13.', ''])(
		'%s is no day',
		(words) => expect(readDay(words, today)).toBeUndefined()
	);

	it('knows leap days: the coming one, and none where the year has none', () => {
		expect(readDay('29 Feb', '2023-12-01')).toBe('2024-02-29');
		expect(readDay('29 Feb', '2024-02-29')).toBe('2024-02-29');
		expect(readDay('29 Feb', '2024-03-01')).toBeUndefined();
		expect(readDay('29.2.2025', today)).toBeUndefined();
	});
});

describe('any line at all', () => {
	const words = [
		...['!', '=', '=c', '@Olga', '@DE-BKA', '@Nobody', '@Meier', '@Schmidt', 'by', 'in', 'due'],
		...[
			'until',
			'30',
			'Sept',
			'end',
			'of',
			'two',
			'weeks',
			'agreed:',
			',',
			';',
			'.',
			'and',
			'list'
		],
		...['\\', '😀', 'é', '2024-09-30', '\t', '@', '@@', '@.', '\u0000', '’s', 'next', 'month']
	];

	it('is read without a throw, and no word of it is lost in silence', () => {
		const seeded = new Seeded(7);
		for (let round = 0; round < 20_000; round++) {
			const line = Array.from({ length: seeded.below(9) }, () => seeded.pick(words)).join(
				seeded.pick([' ', ' ', ' ', ''])
			);
			const found = read(line);
			if (found?.kind === 'action') expectNothingLost(line, found.action);
			else if (found)
				expect(line.replaceAll(/\s/g, '')).toContain(found.text.replaceAll(/\s/g, ''));
		}
	});

	it('is read in good time', () => {
		for (const part of ['by ', 'in ', '@a ', ' ', '=', 'by a,'])
			expect(() => read(`! ${part.repeat(2_000)}x`)).not.toThrow();
	});

	/** Every word is in the text, among the unread, or became a lead, support, a date or a word that leads to one. */
	function expectNothingLost(
		line: string,
		{ text, unread, due, support, ...lead }: CapturedAction
	) {
		const kept = `${text} ${unread.join(' ')}`;
		for (const word of line.match(/[\p{L}\p{N}]{2,}/gu) ?? []) {
			if (kept.includes(word)) continue;
			const isDateWord =
				due !== undefined && /^(by|in|due|until|end|of|two|weeks|30|Sept|2024|09|and)/.test(word);
			const isOpener = /^(by|due|until|and)$/.test(word);
			const isNamed =
				(/Olga/.test(word) && (lead.leadPerson === olga.id || support.includes(doj))) ||
				(/Meier|Schmidt|DE|BKA/.test(word) &&
					(lead.leadOrganisation === bka || support.includes(bka)));
			expect(isDateWord || isOpener || isNamed, `${word} of ${JSON.stringify(line)}`).toBe(true);
		}
	}
});
