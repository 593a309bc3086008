import { m } from '#messages/messages.js';

/**
 * Traffic Light Protocol 2.0 labels, least to most restrictive. They are literal strings of the standard
 * (first.org/tlp) and are never translated.
 */
export const LABELS = [
	'TLP:CLEAR',
	'TLP:GREEN',
	'TLP:AMBER',
	'TLP:AMBER+STRICT',
	'TLP:RED'
] as const;

export type Label = (typeof LABELS)[number];

/** Text colours of the standard, for use on a black box only, where each has a contrast of at least 5.6:1. */
export const LABEL_COLOURS: Record<Label, string> = {
	'TLP:CLEAR': '#FFFFFF',
	'TLP:GREEN': '#33FF00',
	'TLP:AMBER': '#FFC000',
	'TLP:AMBER+STRICT': '#FFC000',
	'TLP:RED': '#FF2B2B'
};

/** One line on who may have it, following the wording of the standard. */
export const LABEL_MEANING: Record<Label, () => string> = {
	'TLP:CLEAR': m.label_clear,
	'TLP:GREEN': m.label_green,
	'TLP:AMBER': m.label_amber,
	'TLP:AMBER+STRICT': m.label_amber_strict,
	'TLP:RED': m.label_red
};

/** True for one of the five labels, exactly as the standard writes them. */
export function isLabel(text: unknown): text is Label {
	return (LABELS as readonly unknown[]).includes(text);
}

/** True if the label is not above the ceiling. */
export function isWithin(label: Label, ceiling: Label): boolean {
	return LABELS.indexOf(label) <= LABELS.indexOf(ceiling);
}

/** The strictest of some labels: the one a whole must carry. `TLP:CLEAR` if it has no parts. */
export function strictest(labels: Iterable<Label>): Label {
	let rank = 0;
	for (const label of labels) rank = Math.max(rank, LABELS.indexOf(label));
	return LABELS[rank] ?? 'TLP:RED';
}
