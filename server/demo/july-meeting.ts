import type * as Y from 'yjs';
import {
	addJudgement,
	addSource,
	headText,
	toggleTechnology
} from '#shared/board/briefing-head.ts';
import { addDecision } from '#shared/board/decisions.ts';
import { notesOf, textOf } from '#shared/board/schema.ts';
import { newId, type AgendaItemId, type DecisionId } from '#shared/ids.ts';
import type { NewItem } from '../sessions/agenda-rows.ts';
import type { NewSession } from '../sessions/sessions.ts';
import { decision, fill, h, list, note, p, quote } from './rich.ts';

/**
 * The meeting of 12 July 2024 as told by the press release of 17 July 2024, and nothing else. Numbers in comments are
 * lines of the release. What it does not say stays blank and prints "not stated in the source".
 */
export const JULY_MEETING: NewSession = {
	title: 'Joint meeting on keeping sensitive technologies out of the wrong hands', // 1
	date: '2024-07-12', // 5; the year from the date of the release, 3
	startsAt: undefined,
	timeZone: 'Europe/Amsterdam', // where the host has its seat, for due dates; no time is stated
	place: undefined,
	purpose:
		'To step up efforts to combat the unlawful transfer of sensitive technology to foreign adversaries. The meeting emphasised the urgent need to stop the illicit export of goods to Russia in light of its ongoing war of aggression against Ukraine.', // 5
	source: 'Eurojust press release dated 17 July 2024', // 3
	hosts: ['Eurojust', 'United States Department of Justice'], // 1, 5
	label: 'TLP:CLEAR', // a public text
	community: '',
	clients: ''
};

const SPEAKERS = [
	{ name: 'Didier Reynders', function: 'European Commissioner for Justice' },
	{ name: 'Ladislav Hamran', function: 'Eurojust President' },
	{
		name: 'Matthew G. Olsen',
		function: 'Assistant Attorney General for National Security, U.S. Department of Justice'
	},
	{ name: 'Andriy Kostin', function: 'Prosecutor General of Ukraine' }
]; // 11, in this order

const item = (kind: NewItem['kind'], title: string, speakers: NewItem['speakers'] = []) => ({
	kind,
	title,
	plannedMinutes: undefined,
	speakers
});

/** Our own division of the source into items; the release has no agenda. */
export const JULY_AGENDA: readonly NewItem[] = [
	item('opening', 'Opening remarks', SPEAKERS),
	item('topical', 'Threat picture'),
	item('topical', 'Exchange of information'),
	item('topical', 'Topical sessions'),
	item('conclusions', 'Conclusions')
];

/** Writes the notes of each item, in reported speech; `at` is when the conclusions were recorded. */
export function fillBoard(doc: Y.Doc, items: readonly AgendaItemId[], at: Date): void {
	const [opening, threats, exchange, topical, conclusions] = items;
	if (!opening || !threats || !exchange || !topical || !conclusions)
		throw new Error('the July meeting has five items');
	fill(notesOf(doc, opening), ...OPENING);
	fill(notesOf(doc, threats), ...THREATS);
	fill(notesOf(doc, exchange), ...EXCHANGE);
	fill(notesOf(doc, topical), ...TOPICAL);
	const ids = CONCLUSIONS.map(({ verb, text }, index) => {
		const id = newId<DecisionId>();
		const createdAt = new Date(at.getTime() + index).toISOString();
		const common = { item: conclusions, createdBy: undefined, createdAt };
		addDecision(doc, { id, kind: 'conclusion', verb, text, ...common });
		return decision(id);
	});
	fill(notesOf(doc, conclusions), p('The participants reached two conclusions.'), ...ids);
}

const OPENING = [
	p(
		'Senior European and US officials, prosecutors and law enforcement members took part. Their number and the list of countries are not stated in the source.'
	), // 5
	p(
		'European Commissioner for Justice Didier Reynders delivered opening remarks. Their content is not stated in the source.'
	),
	p(
		'Eurojust President Ladislav Hamran stated that the acquisition of advanced technology by foreign adversaries was a global problem that demanded a global solution. The Russian war of aggression against Ukraine had only increased the urgency of finding effective solutions to that longstanding challenge. The presence of so many stakeholders sent a powerful signal: they could and had to do better, because in the end it was not just about technology but about protecting innocent lives.'
	), // 13
	p(
		'U.S. Department of Justice Assistant Attorney General for National Security Matthew G. Olsen said that the countries represented had a shared commitment to the common goal of combatting the national security threat posed by the misuse of critical technology. International partnerships were critical to their work. Adversaries’ efforts to obtain sensitive technology reached across the globe and demanded an international response.'
	), // 15
	p(
		'Prosecutor General of Ukraine Andriy Kostin delivered opening remarks. Their content is not stated in the source.'
	)
];

const THREATS = [
	p(
		'The unlawful acquisition of sensitive technology is a significant threat to free and democratic societies around the world.'
	),
	p('Innovations named:'),
	list('semiconductor technology', 'quantum computing', 'biosciences', 'artificial intelligence'),
	p('In the wrong hands these could be used:'),
	list(
		'to increase the military capabilities of foreign adversaries',
		'to engage in mass surveillance',
		'to suppress dissidents living abroad',
		'to commit other human rights abuses'
	)
]; // 7

const EXCHANGE = [
	p(
		'The meeting served as an opportunity for US and European partners to discuss the threats posed by the acquisition of sensitive technology by non-allied nations.'
	),
	p(
		'It served to exchange information about efforts to combat such threats, including relevant authorities, enforcement tools and best practices.'
	),
	p(
		'The United States highlighted its Disruptive Technology Strike Force, a US inter-agency programme launched in 2023 aimed at preventing critical technologies from being unlawfully acquired.'
	),
	p(
		'It served to identify opportunities for further collaboration. Which ones is not stated in the source.'
	)
]; // 9

const TOPICAL = [
	p(
		'The meeting was divided into topical sessions with speakers from EU Member States, EU institutions, other European countries and the United States. Their titles and the names of the speakers are not stated in the source.'
	),
	p(
		'Participants highlighted recent examples of coordinated law enforcement actions against criminal actors involved in the illegal export of sensitive technology to foreign adversaries. The cases are not stated in the source.'
	)
]; // 17

const CONCLUSIONS = [
	{ verb: 'agreed', text: 'Participants agreed to carry the momentum forward.' },
	{
		verb: 'reaffirmed',
		text: 'Participants reaffirmed their commitment to protecting critical technology assets from being acquired or used by foreign adversaries.'
	}
] as const; // 19

/** Annex: the statements, verbatim. */
export function fillStatements(doc: Y.Doc): void {
	fill(
		textOf(doc),
		h('Ladislav Hamran, Eurojust President'),
		quote(
			'‘The acquisition of advanced technology by foreign adversaries is a global problem that demands a global solution. The Russian war of aggression against Ukraine has only increased the urgency of finding effective solutions to this longstanding challenge. The presence of so many stakeholders at today’s meeting sends a powerful signal: we can and must do better, because in the end, this is not just about technology but about protecting innocent lives.” [sic]'
		), // 13
		h('Matthew G. Olsen, Assistant Attorney General for National Security'),
		quote(
			'‘The countries represented here have a shared commitment to the common goal of combatting the national security threat posed by the misuse of critical technology.\u00a0International partnerships are critical to our work. \u00a0Our adversaries’ efforts to obtain sensitive technology reaches [sic] across the globe, and it demands an international response.” [sic]'
		) // 15
	);
}

/** Annex: editorial notes on how the source was used. */
export function fillEditorialNotes(doc: Y.Doc): void {
	fill(
		textOf(doc),
		p(
			'The notes of this session were prepared from the press release alone. The division into items and their headings are the board’s own; the source has no agenda.'
		),
		list(
			'“Assistant Attorney Mr Matthew G. General Olsen” was read as Assistant Attorney General Mr Matthew G. Olsen, as earlier in the source.',
			'Both quotations open with a single and close with a double quotation mark; the annex keeps them.',
			'The second quotation has no-break spaces before “International” and “Our”; the annex keeps them.',
			'“efforts … reaches” is kept as printed.',
			'The source writes “U.S.”, “US” and “United States” for one country, and “foreign adversaries”, “non-allied nations” and “our adversaries” for one idea; the notes follow each passage.',
			'The year of the meeting is implied by the date of the release.'
		)
	);
}

/** A briefing with the facts of the release; grading and judgements are left to its readers. */
export function fillBriefing(doc: Y.Doc): void {
	headText(doc, 'owner').insert(0, 'Eurojust press release');
	headText(doc, 'asOf').insert(0, '17 July 2024');
	headText(doc, 'known').insert(
		0,
		'The unlawful acquisition of sensitive technology is a significant threat to free and democratic societies around the world.'
	);
	headText(doc, 'unknown').insert(0, 'Countries, cases and figures are not stated in the source.');
	for (const area of [
		'Semiconductor technology',
		'Quantum computing',
		'Biosciences',
		'Artificial intelligence'
	])
		toggleTechnology(doc, area);
	addJudgement(
		doc,
		newId(),
		'When in the wrong hands, the technologies can increase the military capabilities of foreign adversaries.',
		'Press release, third paragraph'
	);
	addSource(doc, newId(), 'Eurojust press release, 17 July 2024');
	fill(
		textOf(doc),
		h('Uses feared'),
		list(
			'more military capability of foreign adversaries',
			'mass surveillance',
			'suppression of dissidents living abroad',
			'other human rights abuses'
		),
		note(
			'Everything here is from the press release. Add what your delegation knows, with its source.'
		)
	);
}
