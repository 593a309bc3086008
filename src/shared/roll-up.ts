import { m } from '#messages/messages.js';
import { strictest, type Label } from './markings.ts';

/** A document as far as its labels count for the whole. */
export interface Labelled {
	readonly title: string;
	readonly label: Label;
	/** The labels of its graded sources, in order. */
	readonly sources?: readonly Label[] | undefined;
}

/** The label of a whole, and why it is that one. */
export interface RolledUp {
	readonly label: Label;
	/** What carries it: the title of a document, and the number of a source in it. Empty where the whole itself does. */
	readonly because: readonly { readonly title: string; readonly source: number | undefined }[];
}

/** The strictest label of a whole and of everything shown in it, sources of briefings included. */
export function rollUp(own: Label, documents: readonly Labelled[]): RolledUp {
	const label = strictest([
		own,
		...documents.flatMap((one) => [one.label, ...(one.sources ?? [])])
	]);
	if (label === own) return { label, because: [] };
	return { label, because: documents.flatMap((one) => carriers(one, label)) };
}

function carriers({ title, label, sources = [] }: Labelled, wanted: Label): RolledUp['because'] {
	const numbers = [...sources.keys()].filter((at) => sources[at] === wanted);
	const own = label === wanted ? [{ title, source: undefined }] : [];
	return [...own, ...numbers.map((at) => ({ title, source: at + 1 }))];
}

/** "Sensitive technologies (source 3)". */
export function carrierWords({ title, source }: RolledUp['because'][number]): string {
	return source === undefined ? title : m.marking_source_of({ title, number: source });
}
