import { m } from '#messages/messages.js';
import * as Y from 'yjs';
import { generateKeyBetween } from 'fractional-indexing';
import { isLabel, type Label } from '../markings.ts';
import { bounded } from '../records/records.ts';
import { asText, choiceField, compare, recordsOf, textField } from './schema.ts';

/** The four areas named at the reference meeting, and the others of the Disruptive Technology Strike Force. */
export const TECHNOLOGY_AREAS = [
	'Semiconductor technology',
	'Quantum computing',
	'Biosciences',
	'Artificial intelligence',
	'Supercomputing',
	'Advanced manufacturing equipment',
	'Surveillance technology',
	'Unmanned aircraft and missile components'
] as const;

/** ICD 203 yardstick: words and the range they stand for. Each briefing uses one yardstick and prints its legend. */
export const LIKELIHOODS = [
	['almost no chance', '1–5 %'],
	['very unlikely', '5–20 %'],
	['unlikely', '20–45 %'],
	['roughly even chance', '45–55 %'],
	['likely', '55–80 %'],
	['very likely', '80–95 %'],
	['almost certain', '95–99 %']
] as const;
export type Likelihood = (typeof LIKELIHOODS)[number][0] | '';

export const CONFIDENCES = ['low', 'moderate', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number] | '';

/** Admiralty grading: how reliable the source is, how credible the information. A new source starts at F6. */
export const RELIABILITIES = {
	A: m.reliability_a,
	B: m.reliability_b,
	C: m.reliability_c,
	D: m.reliability_d,
	E: m.reliability_e,
	F: m.reliability_f
} as const;
export const CREDIBILITIES = {
	1: m.credibility_1,
	2: m.credibility_2,
	3: m.credibility_3,
	4: m.credibility_4,
	5: m.credibility_5,
	6: m.credibility_6
} as const;
type Reliability = keyof typeof RELIABILITIES;
type Credibility = `${keyof typeof CREDIBILITIES}`;

/** Single-line fields of the head: co-edited texts, by key, with their label. */
export const HEAD_TEXTS = {
	owner: m.briefing_owner,
	asOf: m.briefing_as_of,
	controlCodes: m.briefing_control_codes,
	known: m.briefing_known,
	assessed: m.briefing_assessed,
	unknown: m.briefing_unknown
} as const;
export type HeadText = keyof typeof HEAD_TEXTS;

export interface KeyJudgement {
	readonly id: string;
	readonly statement: string;
	readonly likelihood: Likelihood;
	readonly confidence: Confidence;
	readonly basis: string;
}

export interface GradedSource {
	readonly id: string;
	readonly description: string;
	readonly reliability: Reliability;
	readonly credibility: Credibility;
	readonly label: Label;
}

export interface BriefingHead {
	readonly texts: Readonly<Record<HeadText, string>>;
	readonly technologies: readonly string[];
	readonly judgements: readonly KeyJudgement[];
	readonly sources: readonly GradedSource[];
}

/** The co-edited text of one head field. */
export function headText(doc: Y.Doc, key: HeadText): Y.Text {
	return doc.getText(`head:${key}`);
}

/** Turns a technology area or a free tag on or off. */
export function toggleTechnology(doc: Y.Doc, area: string): void {
	const set = doc.getMap('technologies');
	if (set.has(area)) set.delete(area);
	else set.set(area, true);
}

/** Adds an empty key judgement at the end; the id is the caller's. */
export function addJudgement(doc: Y.Doc, id: string, statement = '', basis = ''): void {
	const records = recordsOf(doc, 'judgements');
	records.set(
		id,
		new Y.Map<unknown>([
			['order', nextOrder(records)],
			['statement', asText(statement)],
			['likelihood', ''],
			['confidence', ''],
			['basis', asText(basis)]
		])
	);
}

/** Adds a source at the end, graded F6 until someone grades it. */
export function addSource(
	doc: Y.Doc,
	id: string,
	description = '',
	label: Label = 'TLP:CLEAR'
): void {
	const records = recordsOf(doc, 'sources');
	records.set(
		id,
		new Y.Map<unknown>([
			['order', nextOrder(records)],
			['description', asText(description)],
			['reliability', 'F'],
			['credibility', '6'],
			['label', label]
		])
	);
}

function nextOrder(records: Y.Map<Y.Map<unknown>>): string {
	const orders = [...records.values()]
		.map((record) => (record instanceof Y.Map ? textField(record, 'order') : ''))
		.sort();
	return keyAfter(orders);
}

/** A key after the last valid one of some sorted keys; a hostile client may have written something that is no key. */
function keyAfter(orders: readonly string[]): string {
	for (const last of orders.toReversed()) {
		try {
			return generateKeyBetween(last, null);
		} catch {
			continue;
		}
	}
	return generateKeyBetween(null, null);
}

const MAX_ROWS = 200; // judgements, sources or technologies of one briefing that are read
const MAX_AREA = 100; // characters
const MAX_ID = 64; // characters

const isArea = (name: string) => name.length <= MAX_AREA;

/** The whole head as plain data. */
export function readHead(doc: Y.Doc): BriefingHead {
	const keys = Object.keys(HEAD_TEXTS) as HeadText[];
	const texts = Object.fromEntries(
		keys.map((key) => [key, bounded(headText(doc, key).toString())])
	);
	return {
		texts: texts as Record<HeadText, string>,
		technologies: [...doc.getMap('technologies').keys()].filter(isArea).slice(0, MAX_ROWS).sort(),
		judgements: ordered(doc, 'judgements').map(([id, record]) => judgement(id, record)),
		sources: ordered(doc, 'sources').map(([id, record]) => source(id, record))
	};
}

function ordered(doc: Y.Doc, family: 'judgements' | 'sources'): [string, Y.Map<unknown>][] {
	return [...recordsOf(doc, family)]
		.filter(([id, record]) => id.length <= MAX_ID && record instanceof Y.Map)
		.slice(0, MAX_ROWS)
		.sort(
			([idA, a], [idB, b]) =>
				compare(textField(a, 'order'), textField(b, 'order')) || compare(idA, idB)
		);
}

function judgement(id: string, record: Y.Map<unknown>): KeyJudgement {
	return {
		id,
		statement: textField(record, 'statement'),
		likelihood: choiceField<Likelihood>(
			record,
			'likelihood',
			LIKELIHOODS.map(([words]) => words),
			''
		),
		confidence: choiceField<Confidence>(record, 'confidence', CONFIDENCES, ''),
		basis: textField(record, 'basis')
	};
}

function source(id: string, record: Y.Map<unknown>): GradedSource {
	const label = record.get('label');
	return {
		id,
		description: textField(record, 'description'),
		reliability: choiceField(
			record,
			'reliability',
			Object.keys(RELIABILITIES) as Reliability[],
			'F'
		),
		credibility: choiceField(
			record,
			'credibility',
			Object.keys(CREDIBILITIES) as Credibility[],
			'6'
		),
		label: isLabel(label) ? label : 'TLP:RED'
	};
}
