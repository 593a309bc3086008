import { m } from '#messages/messages.js';
import type { MinutesAnnex, MinutesMark } from './minutes.ts';
import type { RecordedDocument } from './record.ts';
import type { Released } from './released-documents.ts';
import { NOTHING, textFor } from './released-text.ts';

type Unnumbered = MinutesAnnex extends infer Annex
	? Annex extends MinutesAnnex
		? Omit<Annex, 'number'>
		: never
	: never;

/**
 * The annexes of a version, numbered as in the complete record. Those of which nobody may know come last, so that they give
 * no other annex another number for those who may read them.
 */
export function annexesIn(released: Released): MinutesAnnex[] {
	const listed = released.complete.filter((one) => !one.isArchived && one.kind !== 'board');
	const texts = (kind: RecordedDocument['kind']) =>
		listed
			.filter((one) => one.kind === kind && !one.isTraceless)
			.map((one) => annexOf(one, released));
	const all: readonly Unnumbered[] = [
		{ kind: 'participants', title: m.paper_participants_by_delegation() },
		...texts('statements'),
		{
			...{ kind: 'documents', title: m.paper_documents() },
			documents: listed
				.filter(({ id }) => released.printed.has(id))
				.map((one) => ({ title: one.title, ...markingOf(one) }))
		},
		...texts('annex'),
		...texts('briefing'),
		...listed.filter((one) => one.isTraceless).map((one) => annexOf(one, released)),
		{ kind: 'withheld', title: m.paper_withheld_content(), count: released.withheld.size }
	];
	return all.map((annex, at) => ({ ...annex, number: at + 1 }));
}

function annexOf(document: RecordedDocument, released: Released): Unnumbered {
	if (released.withheld.has(document.id)) return { kind: 'missing', why: 'withheld' };
	if (!released.printed.has(document.id)) return { kind: 'missing', why: 'illustrative' };
	const { id, kind, title, text } = document;
	const mark = markingOf(document);
	const body = text ? textFor(text.body, released) : NOTHING;
	if (kind !== 'briefing' || !text?.head) return { kind: 'text', id, title, ...mark, body };
	return { kind: 'briefing', id, title, ...mark, head: text.head, body };
}

const markingOf = ({ label, limits }: RecordedDocument): MinutesMark => ({ label, limits });
