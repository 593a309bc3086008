import type { Language } from './language.ts';

export const ENGLISH: Language = {
	tag: 'en',
	months: [
		['january', 'jan'],
		['february', 'feb'],
		['march', 'mar'],
		['april', 'apr'],
		['may'],
		['june', 'jun'],
		['july', 'jul'],
		['august', 'aug'],
		['september', 'sept', 'sep'],
		['october', 'oct'],
		['november', 'nov'],
		['december', 'dec']
	],
	weekdays: [
		['monday', 'mon'],
		['tuesday', 'tues', 'tue'],
		['wednesday', 'wed'],
		['thursday', 'thurs', 'thur', 'thu'],
		['friday', 'fri'],
		['saturday', 'sat'],
		['sunday', 'sun']
	],
	numbers: {
		a: 1,
		an: 1,
		one: 1,
		two: 2,
		three: 3,
		four: 4,
		five: 5,
		six: 6,
		seven: 7,
		eight: 8,
		nine: 9,
		ten: 10,
		eleven: 11,
		twelve: 12
	},
	units: {
		day: ['day', 'days'],
		week: ['week', 'weeks'],
		month: ['month', 'months'],
		year: ['year', 'years']
	},
	today: ['today'],
	tomorrow: ['tomorrow'],
	dayAfterTomorrow: ['day after tomorrow'],
	articles: ['the'],
	ordinals: ['st', 'nd', 'rd', 'th'],
	by: ['by', 'until', 'due', 'no later than', 'not later than'],
	before: ['before', 'ahead of'],
	within: ['in', 'within'],
	next: ['next'],
	current: ['this'],
	endOf: ['end of', 'end'],
	startOf: ['start of', 'beginning of'],
	middleOf: ['middle of', 'mid'],
	session: ['joint session', 'session', 'meeting'],
	and: ['and'],
	unclear: [
		...['asap', 'as soon as possible', 'soon', 'shortly', 'in due course', 'tbd', 'tbc', 'tba'],
		...['cob', 'close of business', 'close of play', 'eob', 'end of business', 'eod', 'end of day']
	],
	verbs: {
		adopted: ['adopted'],
		decided: ['decided'],
		agreed: ['agreed'],
		reaffirmed: ['reaffirmed'],
		concluded: ['concluded'],
		invited: ['invited'],
		requested: ['requested'],
		undertook: ['undertook'],
		'took note': ['took note', 'noted'],
		highlighted: ['highlighted'],
		stated: ['stated']
	},
	afterVerb: ['to', 'that', 'of', 'on', 'upon', 'with'],
	deciders: [
		...['the participants', 'participants', 'all participants', 'the meeting', 'the session'],
		...['the delegations', 'delegations', 'all delegations', 'the parties', 'all parties'],
		...['the agencies', 'all agencies', 'the group', 'we', 'they', 'it was', 'everybody']
	],
	have: ['have', 'has', 'unanimously', 'jointly', 'also'],
	isTo: ['to', 'will', 'shall', 'should', 'must']
};
