import { m } from '#messages/messages.js';
import {
	HEAD_TEXTS,
	type BriefingHead,
	type GradedSource,
	type HeadText,
	type KeyJudgement
} from '../board/briefing-head.ts';
import { CONFIDENCE_WORDS, LIKELIHOOD_WORDS, technologyWords } from '../board/head-words.ts';
import { compareWords, type Budget, type ComparedLine, type Piece } from './compare-words.ts';

/** What one field of a head says; what is chosen from a list changes as a whole. */
interface Field {
	readonly label: string;
	readonly text: string;
	readonly isChosen?: boolean;
}

/** The fields of two heads that differ, each with its name; a judgement or source is known by its id, wherever it moved. */
export function compareHeads(
	older: BriefingHead | undefined,
	newer: BriefingHead | undefined,
	budget: Budget
): ComparedLine[] {
	if (!older && !newer) return [];
	const before = fieldsOf(older, newer, (label) => m.versions_field_gone({ label }));
	const after = fieldsOf(newer, older, (label) => m.versions_field_new({ label }));
	return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
		const [old, now] = [before.get(key), after.get(key)];
		const field = now ?? old;
		if (!field || old?.text === now?.text) return [];
		const [was, is] = [old?.text ?? '', now?.text ?? ''];
		const pieces = field.isChosen ? replaced(was, is) : compareWords(was, is, budget);
		return [{ label: field.label, pieces }];
	});
}

function replaced(was: string, is: string): Piece[] {
	const pieces: Piece[] = [
		{ is: 'removed', text: was },
		{ is: 'added', text: is }
	];
	return pieces.filter(({ text }) => text !== '');
}

/** The fields by keys that both heads share; what only this one has is `named` so, because its number may be another's too. */
function fieldsOf(
	head: BriefingHead | undefined,
	other: BriefingHead | undefined,
	named: (label: string) => string
): Map<string, Field> {
	if (!head) return new Map();
	const texts = (Object.keys(HEAD_TEXTS) as HeadText[]).map(
		(key) => [key, { label: HEAD_TEXTS[key](), text: head.texts[key] }] as const
	);
	const areas = head.technologies.map(technologyWords).sort().join(', ');
	const technologies = { label: m.versions_technology_areas(), text: areas, isChosen: true };
	return new Map<string, Field>([
		...texts,
		['technologies', technologies],
		...numbered(head.judgements, other?.judgements ?? [], named, judgementFields),
		...numbered(head.sources, other?.sources ?? [], named, sourceFields)
	]);
}

type Fields = readonly (readonly [key: string, field: Field])[];

function numbered<T extends { readonly id: string }>(
	all: readonly T[],
	others: readonly T[],
	named: (label: string) => string,
	fields: (one: T, number: number) => Fields
): [string, Field][] {
	const known = new Set(others.map(({ id }) => id));
	return all.flatMap((one, place) =>
		fields(one, place + 1).map(([key, field]): [string, Field] => {
			const label = known.has(one.id) ? field.label : named(field.label);
			return [`${one.id} ${key}`, { ...field, label }];
		})
	);
}

function judgementFields(
	{ statement, likelihood, confidence, basis }: KeyJudgement,
	number: number
): Fields {
	const likely = likelihood && LIKELIHOOD_WORDS[likelihood]();
	const sure = confidence && CONFIDENCE_WORDS[confidence]();
	return [
		['statement', { label: m.versions_judgement({ number }), text: statement }],
		[
			'likelihood',
			{ label: m.versions_judgement_likelihood({ number }), text: likely, isChosen: true }
		],
		[
			'confidence',
			{ label: m.versions_judgement_confidence({ number }), text: sure, isChosen: true }
		],
		['basis', { label: m.versions_judgement_basis({ number }), text: basis }]
	];
}

function sourceFields(
	{ description, reliability, credibility, label }: GradedSource,
	number: number
): Fields {
	const grade = `${reliability}${credibility}`;
	return [
		['description', { label: m.versions_source({ number }), text: description }],
		['grade', { label: m.versions_source_grade({ number }), text: grade, isChosen: true }],
		['label', { label: m.versions_source_label({ number }), text: label, isChosen: true }]
	];
}
