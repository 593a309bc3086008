import { describe, expect, it } from 'vitest';
import { newId, type OrganisationId } from '../ids.ts';
import { capture } from './capture.ts';
import { readDay } from './day.ts';
import type { Language } from './language.ts';

/** A language that the product does not ship: a table is all it takes. */
const GERMAN: Language = {
	tag: 'de',
	months: [
		...[
			['Januar', 'Jänner', 'Jan'],
			['Februar', 'Feb'],
			['März', 'Mrz'],
			['April', 'Apr']
		],
		...[['Mai'], ['Juni', 'Jun'], ['Juli', 'Jul'], ['August', 'Aug'], ['September', 'Sept']],
		...[
			['Oktober', 'Okt'],
			['November', 'Nov'],
			['Dezember', 'Dez']
		]
	],
	weekdays: [
		...[
			['Montag', 'Mo'],
			['Dienstag', 'Di'],
			['Mittwoch', 'Mi'],
			['Donnerstag', 'Do']
		],
		...[
			['Freitag', 'Fr'],
			['Samstag', 'Sa'],
			['Sonntag', 'So']
		]
	],
	numbers: { einem: 1, einer: 1, zwei: 2, drei: 3 },
	units: {
		day: ['Tag', 'Tagen'],
		week: ['Woche', 'Wochen'],
		month: ['Monat', 'Monats', 'Monaten'],
		year: ['Jahr', 'Jahres', 'Jahren']
	},
	today: ['heute'],
	tomorrow: ['morgen'],
	dayAfterTomorrow: ['übermorgen'],
	articles: ['zum', 'dem', 'des', 'der'],
	ordinals: ['.'],
	by: ['bis', 'spätestens am'],
	before: ['vor'],
	within: ['in', 'binnen'],
	next: ['nächsten', 'nächster', 'nächste'],
	current: ['diesen', 'dieser'],
	endOf: ['Ende'],
	startOf: ['Anfang'],
	middleOf: ['Mitte'],
	session: ['Sitzung'],
	and: ['und'],
	unclear: ['baldmöglichst', 'zeitnah', 'Dienstschluss'],
	verbs: {
		adopted: ['angenommen'],
		decided: ['beschlossen'],
		agreed: ['vereinbart'],
		reaffirmed: ['bekräftigt'],
		concluded: ['festgestellt'],
		invited: ['eingeladen'],
		requested: ['ersucht'],
		undertook: ['zugesagt'],
		'took note': ['zur Kenntnis genommen'],
		highlighted: ['hervorgehoben'],
		stated: ['erklärt']
	},
	afterVerb: [],
	deciders: [],
	have: [],
	isTo: ['wird', 'soll']
};

const bka = newId<OrganisationId>();
const bfv = newId<OrganisationId>();
const scene = {
	directory: {
		organisations: [
			{ id: bka, code: 'DE-BKA' },
			{ id: bfv, code: 'DE-BFV' }
		],
		persons: []
	},
	calendar: { today: '2024-07-12', nextSession: '2024-10-09' },
	language: GERMAN
};

describe('another language is another table', () => {
	it.each([
		['30. September 2024', '2024-09-30'],
		['zum 1. März', '2025-03-01'],
		['zum 1. MARZ', '2025-03-01'],
		['Ende September', '2024-09-30'],
		['Ende des Monats', '2024-07-31'],
		['Mitte Oktober', '2024-10-15'],
		['nächsten Freitag', '2024-07-19'],
		['in zwei Wochen', '2024-07-26'],
		['übermorgen', '2024-07-14'],
		['der nächsten Sitzung', '2024-10-09']
	])('%s is %s', (words, day) => expect(readDay(words, scene.calendar, GERMAN)).toBe(day));

	it('an action', () => {
		expect(capture('! @DE-BKA und @DE-BFV: Liste teilen vor der nächsten Sitzung', scene)).toEqual({
			kind: 'action',
			action: {
				text: 'Liste teilen',
				leadOrganisation: bka,
				leadPerson: undefined,
				support: [bfv],
				due: '2024-10-08',
				unread: []
			}
		});
		expect(capture('! Liste teilen bis Dienstschluss', scene)).toMatchObject({
			action: { text: 'Liste teilen', unread: ['Dienstschluss'] }
		});
	});

	it('a decision', () => {
		expect(capture('= beschlossen: die Liste zu teilen', scene)).toEqual({
			kind: 'decision',
			verb: 'decided',
			text: 'die Liste zu teilen'
		});
	});
});
