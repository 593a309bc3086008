import { describe, expect, it } from 'vitest';
import { Seeded } from '../../../tests/support/seeded.ts';
import { newId, type OrganisationId, type PersonId } from '../ids.ts';
import { capture, SIGNS, type CapturedAction } from './capture.ts';
import type { Directory } from './owners.ts';

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
const calendar = { today: '2024-07-12', nextSession: '2024-10-09' };
const read = (line: string) => capture(line, { directory, calendar });

function action(line: string): CapturedAction {
	const found = read(line);
	if (found?.kind !== 'action') throw new Error(`${line} is no action`);
	return found.action;
}

describe('a line that starts with !', () => {
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

	it('takes an organisation without @ as lead where it says that it is to do something', () => {
		expect(action('! US-DOJ to send the list by 30 Sept')).toMatchObject({
			...{ leadOrganisation: doj, text: 'send the list', due: '2024-09-30' }
		});
		expect(action('! DE-BKA: send the list')).toMatchObject({
			...{ leadOrganisation: bka, text: 'send the list' }
		});
		expect(action('! US-DOJ sent the list')).toMatchObject({
			...{ leadOrganisation: undefined, text: 'US-DOJ sent the list' }
		});
		expect(action('! XX-ABC to send the list').leadOrganisation).toBeUndefined();
	});

	it('takes a whole name in quotation marks', () => {
		const named = { ...olga, name: 'Olga Ruiz' };
		const scene = { directory: { ...directory, persons: [named] }, calendar };
		expect(capture('! @"olga ruiz", @DE-BKA send the list', scene)).toMatchObject({
			action: { leadPerson: olga.id, leadOrganisation: doj, support: [bka], text: 'send the list' }
		});
		expect(capture('! @“Olga Ruiz” send the list', scene)).toMatchObject({
			action: { leadPerson: olga.id }
		});
		expect(capture('! @"Nobody Here" send the list', scene)).toMatchObject({
			action: { unread: ['@"Nobody Here"'], text: 'send the list' }
		});
	});

	it('takes a person as lead, together with their organisation', () => {
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

	it('returns what it cannot read', () => {
		expect(action('! @Nobody, @DE-BKA report')).toMatchObject({
			leadOrganisation: bka,
			unread: ['@Nobody']
		});
		expect(action('! @Twin report').unread).toEqual(['@Twin']);
		expect(action('! report by 31 June')).toMatchObject({ due: undefined, unread: ['31 June'] });
		expect(action('! report by 9/10/2024').unread).toEqual(['9/10/2024']);
		expect(action('! report in some weeks').unread).toEqual(['in some weeks']);
		expect(action('! report by next month').unread).toEqual(['next month']);
	});

	it('returns a second person of the lead organisation as unread', () => {
		expect(action('! @Meier @Schmidt report')).toMatchObject({
			leadPerson: meier.id,
			unread: ['@Schmidt']
		});
	});

	it.each<[string, string]>([
		['! report by COB Friday', 'COB Friday'],
		['! report by Friday COB', 'Friday COB'],
		['! report by cob', 'cob'],
		['! report ASAP', 'ASAP'],
		['! report as soon as possible.', 'as soon as possible'],
		['! report COB Friday', 'COB Friday'],
		['! report by end of day', 'end of day'],
		['! report in due course', 'in due course'],
		['! report by TBD', 'TBD']
	])('treats a deadline that differs by zone, or names no day, as unclear: %s', (line, unread) =>
		expect(action(line)).toMatchObject({ text: 'report', due: undefined, unread: [unread] })
	);

	it('leaves such words alone where they are not a deadline', () => {
		expect(action('! explain what ASAP means to the delegations').unread).toEqual([]);
		expect(action('! find out who gets there soon after midnight').unread).toEqual([]);
	});

	it.each<[string, string]>([
		['! report before next session', '2024-10-08'],
		['! report by the next session', '2024-10-09'],
		['! report before the next meeting', '2024-10-08'],
		['! report before 1 October', '2024-09-30'],
		['! report before the end of September', '2024-09-30'],
		['! report by end of next month', '2024-08-31'],
		['! report no later than next Friday', '2024-07-19'],
		['! report within 10 days', '2024-07-22'],
		['! report in two months', '2024-09-12']
	])('counts from the session and its series: %s', (line, due) =>
		expect(action(line)).toMatchObject({ text: 'report', due, unread: [] })
	);

	it('shows "before next session" as unread while no next session is known', () => {
		const found = capture('! report before next session', {
			directory,
			calendar: { today: calendar.today }
		});
		expect(found).toMatchObject({ action: { unread: ['before next session'], due: undefined } });
	});

	it('takes every supporting owner named, each once', () => {
		expect(action('! @Olga, @DE-BKA, @Meier, @UA-PGO and @US-DOJ: report')).toMatchObject({
			leadPerson: olga.id,
			support: [bka, ukraine],
			text: 'report',
			unread: []
		});
	});

	it.each<[string, string, string | undefined]>([
		['! list goods bought by Rosneft by 30 Sept', 'list goods bought by Rosneft', '2024-09-30'],
		['! list firms in Germany by 30 September', 'list firms in Germany', '2024-09-30'],
		['! put the figures in annex 3', 'put the figures in annex 3', undefined],
		['! meet in Brussels', 'meet in Brussels', undefined],
		['! sign by hand', 'sign by hand', undefined],
		['! agree before we meet', 'agree before we meet', undefined],
		['! write to @DE-BKA about it', 'write to @DE-BKA about it', undefined],
		['! review the due diligence', 'review the due diligence', undefined],
		['! report in two weeks.', 'report', '2024-07-26'],
		['! report, by Sept 30, 2025', 'report', '2025-09-30'],
		['! report until 30.9.', 'report', '2024-09-30']
	])('finds the date and leaves other words alone: %s', (line, text, due) =>
		expect(action(line)).toMatchObject({ text, due, unread: [] })
	);
});

describe('a line that starts with =', () => {
	it.each([
		['= agreed: share the list', 'decision', 'agreed', 'share the list'],
		['= Took Note: of the report', 'decision', 'took note', 'of the report'],
		['= share the list', 'decision', 'agreed', 'share the list'],
		['= note: share the list', 'decision', 'agreed', 'note: share the list'],
		['=c the threat grows', 'conclusion', 'concluded', 'the threat grows'],
		['=C reaffirmed: the threat grows', 'conclusion', 'reaffirmed', 'the threat grows'],
		['= customs: closed', 'decision', 'agreed', 'customs: closed'],
		['= decided to exchange lists', 'decision', 'decided', 'to exchange lists'],
		['= took note of the report', 'decision', 'took note', 'of the report'],
		['= The participants decided to meet again', 'decision', 'decided', 'to meet again'],
		[
			'= The delegations have unanimously agreed: lists go out',
			'decision',
			'agreed',
			'lists go out'
		],
		['=c We noted the report', 'conclusion', 'took note', 'the report'],
		['= The participants decide', 'decision', 'agreed', 'The participants decide'],
		['= noted: the report', 'decision', 'took note', 'the report'],
		['= undertook to share the list', 'decision', 'undertook', 'to share the list'],
		['= agreed text is attached', 'decision', 'agreed', 'agreed text is attached'],
		['=c highlighted: the role of customs', 'conclusion', 'highlighted', 'the role of customs']
	])('%s', (line, kind, verb, text) => expect(read(line)).toEqual({ kind, verb, text }));
});

describe('other signs', () => {
	it.each([
		['>> We can and must do better.', 'quotation', 'We can and must do better.'],
		['>>! not an action', 'quotation', '! not an action'],
		['? Who pays for it', 'open-point', 'Who pays for it'],
		['?who pays', 'open-point', 'who pays'],
		['\\! not an action', 'text', '! not an action'],
		['\\=c not a conclusion', 'text', '=c not a conclusion'],
		['\\>> not a quotation', 'text', '>> not a quotation'],
		['\\? not a point', 'text', '? not a point'],
		['\\\\! one backslash stays', 'text', '\\! one backslash stays']
	])('%s', (line, kind, text) => expect(read(line)).toEqual({ kind, text }));

	it('match the prefixes given to a text when it is converted', () => {
		for (const [kind, sign] of Object.entries(SIGNS))
			expect(read(`${sign} something to keep`)?.kind).toBe(kind);
	});
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
		'\\ a backslash before a word',
		'\\section',
		'> one sign is the editor’s own quotation',
		'>>> mail',
		'>>',
		'?',
		'???',
		'- ! in a list'
	])('stays text: %j', (line) => expect(read(line)).toBeUndefined());
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
		...[
			'\\',
			'😀',
			'é',
			'2024-09-30',
			'\t',
			'@',
			'@@',
			'@.',
			'\u0000',
			'’s',
			'next',
			'month',
			'>>',
			'?'
		],
		...['COB', 'ASAP', 'Friday', 'before', 'session', 'within', 'İ', '한', 'day']
	];

	it('is read without throwing, and no word of it is lost silently', () => {
		const seeded = new Seeded(7);
		for (let round = 0; round < 20_000; round++) {
			const line = Array.from({ length: seeded.below(9) }, () => seeded.pick(words)).join(
				seeded.pick([' ', ' ', ' ', ''])
			);
			const found = read(line);
			if (found?.kind === 'action') expectNothingLost(line, found.action);
			else if (found)
				expect(line.normalize('NFC').replaceAll(/\s/g, '')).toContain(
					found.text.replaceAll(/\s/g, '')
				);
		}
	});

	it('is read within the time limit', () => {
		for (const part of [
			'by ',
			'in ',
			'@a ',
			' ',
			'=',
			'by a,',
			'cob ',
			'next ',
			'\\',
			'> ',
			'agreed'
		])
			expect(() => read(`! ${part.repeat(2_000)}x`)).not.toThrow();
	});

	/** Every word is in the text, is unread, or became a lead, support, a date or the word that introduces it. */
	function expectNothingLost(
		line: string,
		{ text, unread, due, support, ...lead }: CapturedAction
	) {
		const kept = `${text} ${unread.join(' ')}`;
		for (const word of line.match(/[\p{L}\p{N}]{2,}/gu) ?? []) {
			if (kept.includes(word)) continue;
			const isDateWord =
				due !== undefined &&
				/^(by|in|due|until|end|of|two|weeks|30|Sept|2024|09|and|before|within|Friday|day|month|next|session)/.test(
					word
				);
			const isOpener = /^(by|due|until|and)$/.test(word);
			const isNamed =
				(/Olga/.test(word) && (lead.leadPerson === olga.id || support.includes(doj))) ||
				(/Meier|Schmidt|DE|BKA/.test(word) &&
					(lead.leadOrganisation === bka || support.includes(bka)));
			expect(isDateWord || isOpener || isNamed, `${word} of ${JSON.stringify(line)}`).toBe(true);
		}
	}
});
