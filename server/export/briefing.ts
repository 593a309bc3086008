import {
	CREDIBILITIES,
	HEAD_TEXTS,
	LIKELIHOODS,
	RELIABILITIES,
	type BriefingHead,
	type GradedSource,
	type HeadText,
	type KeyJudgement
} from '#shared/board/briefing-head.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { run, type Block, type Cell } from './paper.ts';
import { cell, textTable } from './tables.ts';
import { orBlank } from './words.ts';

/** The head of a threat briefing: facts, key judgements with the yardstick they are measured by, graded sources. */
export function briefingBlocks(head: BriefingHead, minutes: Minutes): Block[] {
	return [
		{ kind: 'facts', rows: headFacts(head, minutes) },
		...(head.judgements.length ? judgementBlocks(head.judgements, minutes) : []),
		...(head.sources.length ? sourceBlocks(head.sources, minutes) : [])
	];
}

function headFacts(head: BriefingHead, minutes: Minutes) {
	const keys = Object.keys(HEAD_TEXTS) as HeadText[];
	return [
		...keys.map((key) => ({ term: HEAD_TEXTS[key], value: orBlank(head.texts[key], minutes) })),
		{ term: 'Technologies', value: orBlank(head.technologies.join('; '), minutes) }
	];
}

function judgementBlocks(judgements: readonly KeyJudgement[], minutes: Minutes): Block[] {
	const columns = [
		['Statement', 42],
		['Likelihood', 18],
		['Confidence', 14],
		['Basis', 26]
	] as const;
	const yardstick = LIKELIHOODS.map(([words, range]) => `${words} ${range}`).join('; ');
	return [
		{ kind: 'heading', depth: 3, runs: [run('Key judgements')] },
		textTable(
			'Key judgements',
			columns,
			judgements.map((judgement) => judgementRow(judgement, minutes))
		),
		{ kind: 'aside', runs: [run('Likelihood: ', 'bold'), run(`${yardstick}.`)] }
	];
}

function judgementRow(judgement: KeyJudgement, minutes: Minutes): Cell[] {
	const range = LIKELIHOODS.find(([words]) => words === judgement.likelihood)?.[1];
	return [
		cell(orBlank(judgement.statement, minutes)),
		cell(range ? `${judgement.likelihood} (${range})` : minutes.blank),
		cell(orBlank(judgement.confidence, minutes)),
		cell(orBlank(judgement.basis, minutes))
	];
}

function sourceBlocks(sources: readonly GradedSource[], minutes: Minutes): Block[] {
	const columns = [
		['Source', 46],
		['Grade', 34],
		['Label', 20]
	] as const;
	const rows = sources.map((source) => [
		cell(orBlank(source.description, minutes)),
		cell(gradeWords(source)),
		cell(source.label)
	]);
	return [
		{ kind: 'heading', depth: 3, runs: [run('Sources')] },
		textTable('Sources', columns, rows)
	];
}

function gradeWords({ reliability, credibility }: GradedSource): string {
	return `${reliability}${credibility}: ${RELIABILITIES[reliability]}; ${CREDIBILITIES[credibility]}`;
}
