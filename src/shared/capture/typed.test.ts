import { describe, expect, it } from 'vitest';
import { casesOf } from '../../../tests/support/cases.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import { newId, type OrganisationId, type PersonId } from '../ids.ts';
import { capture, signLength, type Captured } from './capture.ts';
import { unreadSpans } from './unread-spans.ts';

const doj = newId<OrganisationId>();
const ec = newId<OrganisationId>();
const brien = newId<PersonId>();
const directory = {
	organisations: [
		{ id: doj, code: 'US-DOJ' },
		{ id: ec, code: 'EC' }
	],
	persons: [{ id: brien, handle: 'O’Brien', organisation: doj }]
};
const calendar = { today: '2024-07-12', nextSession: '2024-10-09' };
const read = (line: string) => capture(line, { directory, calendar });
const unreadOf = (found: Captured | undefined) =>
	found?.kind === 'action' ? found.action.unread : [];

const LIST = {
	kind: 'action',
	action: {
		text: 'send the list',
		...{ leadOrganisation: doj, leadPerson: undefined, support: [] },
		...{ due: '2024-09-30', unread: [] }
	}
};

it.each(casesOf('13-lines.tsv'))('%s: an action with lead and date', (_name, line = '') => {
	expect(read(line)).toEqual(LIST);
});

const INVISIBLE = [
	...['\u200b', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u200f', '\u061c', '\u034f', '\u180e'],
	...[
		'\u200c',
		'\u200d',
		'\u2063',
		'\u3164',
		'\ufe0e',
		'\ufe0f',
		'\ufe00',
		'\u{e0101}',
		'\u{e0041}'
	]
];
const LINES = [
	'! @US-DOJ, @EC and @O’Brien: share the list of firms by 30 Sept',
	'! @US-DOJ report before next session',
	'! @Nobody send it by COB Friday',
	'= agreed: to exchange lists every quarter',
	'=c the participants reaffirmed their intent',
	'>> We can and must do better.',
	'? who keeps the list',
	'\\! not an action',
	'! @EC ask by mid-October'
];

it('is read the same with invisible characters at any place', () => {
	const seeded = new Seeded(13);
	for (const line of LINES) {
		const expected = read(line);
		for (let at = 0; at <= line.length; at++)
			for (const one of INVISIBLE)
				expect(read(line.slice(0, at) + one + line.slice(at))).toEqual(expected);
		for (let round = 0; round < 50; round++)
			expect(read([...line].map((c) => some(seeded) + c).join('') + some(seeded))).toEqual(
				expected
			);
	}
});

const some = (seeded: Seeded) => (seeded.below(2) ? seeded.pick(INVISIBLE) : '');

const wide = (text: string) =>
	text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

it('is read the same with other forms of its signs, handles and date', () => {
	const forms = (text: string) => [
		...['\u2010', '\u2011', '\u2012', '\u2013', '\u2212', '\uff0d', '\ufe63'].map((hyphen) =>
			text.replaceAll('-', hyphen)
		),
		...['\u2019', '\u02bc', '\u2018', '\u00b4', "'", '\uff07'].map((one) =>
			text.replaceAll('’', one)
		),
		...['\u00a0', '\u202f', '\u2009', '\u3000'].map((space) => text.replaceAll(' ', space)),
		wide(text)
	];
	const expected = read('! @US-DOJ, @O’Brien, @EC: share lists by mid-October');
	expect(unreadOf(expected)).toEqual([]);
	for (const front of forms('! @US-DOJ, @O’Brien, @EC: '))
		for (const date of forms(' by mid-October'))
			expect(read(`${front}share lists${date}`), front + date).toEqual(expected);
	for (const day of forms(' by 2024-09-30'))
		expect(read(`! @US-DOJ send the list${day}`)).toEqual(LIST);
	expect(read('＝ agreed： to exchange')).toEqual(read('= agreed: to exchange'));
	expect(read('＞＞ words')).toEqual(read('>> words'));
	expect(read('？ who')).toEqual(read('? who'));
	expect(read('＼! no action')).toEqual(read('\\! no action'));
});

describe('the words of a record', () => {
	const wording = (text: string) => {
		const found = read(`! @EC ${text} by 30 Sept`);
		return found?.kind === 'action' ? found.action.text : undefined;
	};

	it.each([
		['می\u200cخواهم', 'Persian, with a non-joiner'],
		['क्\u200dष', 'Hindi, with a joiner'],
		['ශ්\u200dරී', 'Sinhala'],
		['👩\u200d💻 and 👨🏽\u200d⚖\ufe0f', 'emoji of several'],
		['\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', 'a flag'],
		['1\ufe0f\u20e3 ❤\ufe0f', 'keycap and heart'],
		['葛\u{e0100}城', 'a variant of a Chinese letter'],
		['اكتب C++\u200e اليوم', 'a mark of direction beside Arabic'],
		['the “list” — all ‘firms’ ‑ of Ｆｉｒｍ’s', 'typographic forms']
	])('keep %s: %s', (text) => expect(wording(text)).toBe(text));

	it('keep a turn of direction for the rule that shows and closes it, but none is read as words', () => {
		expect(wording('transfer \u2067 000 5 EUR')).toBe('transfer \u2067 000 5 EUR');
		expect(read('\u2067! @US-DOJ\u2069 send the list by \u206730 Sept\u2069')).toEqual(LIST);
	});
});

it('finds what was not understood where it stands in the line as typed', () => {
	const line = '\u200b! @No\u00adbody\u2011X send it by C\u200bOB\u200e';
	const spans = unreadSpans(line, unreadOf(read(line)));
	expect(spans.map(({ from, to }) => line.slice(from, to))).toEqual([
		'@No\u00adbody\u2011X',
		'C\u200bOB'
	]);
});

it.each([
	['\u200b>>\u00a0words', 4],
	['\\! words', 1],
	['？ words', 2],
	['! words', 0],
	['words', 0],
	['', 0]
])('the sign of %s is cut off', (line, length) => expect(signLength(line)).toBe(length));
