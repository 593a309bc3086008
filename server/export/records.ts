import { m } from '#messages/messages.js';
import { VERB_WORDS, type DecisionKind } from '#shared/board/decisions.ts';
import type { Minutes, MinutesDecision } from '#shared/minutes/minutes.ts';
import { actionLine } from './actions.ts';
import { anchorsOf, leading } from './cross-references.ts';
import { picturesIn } from './files.ts';
import { paragraph, run, type Block, type Picture, type RecordLine } from './paper.ts';
import { readBackBlocks } from './read-back.ts';
import { byNumber, marked, none, voidRuns, withheldOf, withheldWords } from './record-words.ts';
import type { FindRecord } from './rich.ts';
import { flagged, orBlank } from './words.ts';

/** Finds the line that is printed for a record block in the text. */
export function recordFinder(minutes: Minutes): FindRecord {
	const lines = new Map<string, RecordLine | Picture>(picturesIn(minutes));
	for (const action of minutes.actions)
		lines.set(action.id, inText(action.reference, actionLine(action, minutes)));
	for (const decision of [...minutes.decisions, ...minutes.conclusions])
		lines.set(decision.id, inText(decision.reference, decisionLine(decision, minutes)));
	return (id) => lines.get(id);
}

/** Leads to where it is listed. */
function inText(reference: string, line: RecordLine): RecordLine {
	const anchors = anchorsOf(reference);
	return { ...line, anchor: anchors.inText, runs: leading(anchors.listed, line.runs) };
}

/** Leads to where it stands in the text. */
function listed(reference: string, line: RecordLine): RecordLine {
	const anchors = anchorsOf(reference);
	return { ...line, anchor: anchors.listed, runs: leading(anchors.inText, line.runs) };
}

/** All decisions (or conclusions), or a sentence saying that there are none. */
export function decisionBlocks(minutes: Minutes, kind: DecisionKind): Block[] {
	const decisions = kind === 'decision' ? minutes.decisions : minutes.conclusions;
	const withheld = withheldOf(minutes, kind === 'decision' ? 'D' : 'C');
	if (!decisions.length && !withheld.length) return [paragraph(none(kind, minutes))];
	const printed = decisions.map((decision) => ({
		...decision,
		blocks: blocksOf(decision, minutes)
	}));
	const gaps = withheld.map((reference) => ({
		reference,
		blocks: [{ kind: 'record', record: kind, runs: [run(withheldWords(reference))] } as const]
	}));
	return [...printed, ...gaps].toSorted(byNumber).flatMap(({ blocks }) => blocks);
}

function blocksOf(decision: MinutesDecision, minutes: Minutes): Block[] {
	const line = listed(decision.reference, decisionLine(decision, minutes));
	if (decision.void) return [line];
	const item = decision.item ? [run(` ${m.paper_of_item({ number: decision.item })}`)] : [];
	const readBack = readBackBlocks(decision.readBack, minutes);
	return [{ ...line, runs: [...line.runs, ...item] }, ...readBack];
}

function decisionLine(decision: MinutesDecision, minutes: Minutes): RecordLine {
	const words = flagged(orBlank(decision.text, minutes), decision.illustrative);
	const text = marked(words, decision.mark);
	const runs = [
		run(decision.reference, 'bold'),
		run(' ('),
		run(standingWords(decision), 'bold'),
		run(`) ${text}`)
	];
	return {
		kind: 'record',
		record: decision.kind,
		runs: decision.void ? voidRuns(decision.reference) : runs
	};
}

/** Only what is in force was decided; anything else says so before its verb. */
function standingWords({ standing, verb }: MinutesDecision): string {
	const words = VERB_WORDS[verb]();
	switch (standing) {
		case 'in-force':
			return words;
		case 'proposed':
			return m.paper_proposed({ verb: words });
		case 'read-back':
			return m.paper_being_read_back({ verb: words });
		case 'not-agreed':
			return m.paper_not_agreed({ verb: words });
	}
}
