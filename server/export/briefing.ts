import { m } from '#messages/messages.js';
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
import {
	CONFIDENCE_WORDS,
	LIKELIHOOD_WORDS,
	technologyWords,
	yardstick
} from '#shared/board/head-words.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { led, run, type Block, type Cell } from './paper.ts';
import { cell, textTable } from './tables.ts';
import { orBlank } from './words.ts';

/** The head of a threat briefing: facts, key judgements with their yardstick, and graded sources. */
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
		...keys.map((key) => ({ term: HEAD_TEXTS[key](), value: orBlank(head.texts[key], minutes) })),
		{
			term: m.paper_technologies(),
			value: orBlank(head.technologies.map(technologyWords).join('; '), minutes)
		}
	];
}

function judgementBlocks(judgements: readonly KeyJudgement[], minutes: Minutes): Block[] {
	const columns = [
		[m.paper_column_statement(), 42],
		[m.paper_column_likelihood(), 18],
		[m.paper_column_confidence(), 14],
		[m.paper_column_basis(), 26]
	] as const;
	return [
		{ kind: 'heading', depth: 3, runs: [run(m.paper_key_judgements())] },
		textTable(
			m.paper_key_judgements(),
			columns,
			judgements.map((judgement) => judgementRow(judgement, minutes))
		),
		{ kind: 'aside', runs: led(m.paper_likelihood(), `${yardstick().join('; ')}.`) }
	];
}

function judgementRow(judgement: KeyJudgement, minutes: Minutes): Cell[] {
	const { confidence } = judgement;
	return [
		cell(orBlank(judgement.statement, minutes)),
		cell(likelihoodWords(judgement, minutes)),
		cell(confidence ? CONFIDENCE_WORDS[confidence]() : minutes.blank),
		cell(orBlank(judgement.basis, minutes))
	];
}

function likelihoodWords({ likelihood }: KeyJudgement, minutes: Minutes): string {
	const range = LIKELIHOODS.find(([words]) => words === likelihood)?.[1];
	return likelihood && range ? `${LIKELIHOOD_WORDS[likelihood]()} (${range})` : minutes.blank;
}

function sourceBlocks(sources: readonly GradedSource[], minutes: Minutes): Block[] {
	const columns = [
		[m.paper_column_source(), 46],
		[m.paper_column_grade(), 34],
		[m.paper_column_label(), 20]
	] as const;
	const rows = sources.map((source) => [
		cell(orBlank(source.description, minutes)),
		cell(gradeWords(source)),
		cell(source.label)
	]);
	return [
		{ kind: 'heading', depth: 3, runs: [run(m.paper_sources())] },
		textTable(m.paper_sources(), columns, rows)
	];
}

function gradeWords({ reliability, credibility }: GradedSource): string {
	return `${reliability}${credibility}: ${RELIABILITIES[reliability]()}; ${CREDIBILITIES[credibility]()}`;
}
