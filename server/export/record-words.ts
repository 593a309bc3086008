import { m } from '#messages/messages.js';
import type { DecisionKind } from '#shared/board/decisions.ts';
import { printedMark } from '#shared/marking.ts';
import type { Minutes, MinutesMark } from '#shared/minutes/minutes.ts';
import type { NumberKind } from '#shared/numbering.ts';
import { run, type Run } from './paper.ts';
import { isFromSource, voided } from './words.ts';

/** What is withheld of one kind: `A`, `D` or `C`. */
export function withheldOf({ withheld }: Minutes, kind: NumberKind): readonly string[] {
	return withheld.filter((reference) => reference.replace(/\d+$/, '').endsWith(`-${kind}`));
}

/** In the place of a record that this reader may not have. */
export const withheldWords = (reference: string) => m.paper_number_withheld({ reference });

/** By the number at the end of their references. */
export function byNumber(
	one: { readonly reference: string },
	other: { readonly reference: string }
) {
	const number = ({ reference }: typeof one) => Number(/\d+$/.exec(reference)?.[0] ?? 0);
	return number(one) - number(other);
}

/** Somebody's words, after their marking if that is another than the paper's own. */
export function marked(text: string, mark: MinutesMark | undefined): string {
	return mark ? `${printedMark(mark.label, mark.limits)} ${text}` : text;
}

/** The sentence for an empty list: "No action point is recorded." */
export function none(what: DecisionKind | 'action', minutes: Minutes): string {
	const [stated, recorded] = NONE[what];
	return isFromSource(minutes) ? stated() : recorded();
}

const NONE = {
	action: [m.paper_no_action_stated, m.paper_no_action_recorded],
	decision: [m.paper_no_decision_stated, m.paper_no_decision_recorded],
	conclusion: [m.paper_no_conclusion_stated, m.paper_no_conclusion_recorded]
} as const;

/** In the place of a withdrawn record. */
export function voidRuns(reference: string): Run[] {
	return [run(voided(reference))];
}
