import { m } from '#messages/messages.js';
import type { RichNode } from '../editor/rich-text.ts';
import type { Minutes, MinutesAnnex } from './minutes.ts';

/** A part of a paper that is sealed by itself, so that a copy with fewer parts can be verified, and a changed one named. */
export interface Unit {
	/** The same in every copy. */
	readonly key: string;
	/** "paragraph 4.2" */
	readonly name: string;
	readonly content: unknown;
}

/** The parts of minutes, in print order. Everything that a copy says is in one of them. */
export function unitsOf(minutes: Minutes): Unit[] {
	const { control, meeting, delegations, items, annexes, files = [], ...others } = minutes;
	const { blank, withheld, decisions, conclusions, actions, ...rest } = others;
	const { chair, rapporteur, next, ...facts } = meeting;
	const records = [...decisions, ...conclusions, ...actions];
	return [
		{ key: 'control', name: m.paper_section_document_control(), content: control },
		{
			key: 'meeting',
			name: m.paper_section_meeting(),
			content: { ...facts, blank }
		},
		{ key: 'officers', name: m.paper_section_meeting(), content: { chair, rapporteur } },
		{ key: 'next', name: m.paper_section_next_meeting(), content: { next } },
		...delegations.flatMap(({ people, ...delegation }) => [
			unit(`delegation:${delegation.code}`, delegation.organisation, delegation),
			...people.map((person, at) =>
				unit(`person:${delegation.code}:${person.name}:${at}`, person.name, person)
			)
		]),
		...items.flatMap(({ notes, ...item }) => [
			unit(`item:${item.number}`, m.seal_item({ number: item.number }), [item, around(notes)]),
			...blockUnits(notes, `item:${item.number}`, item.number)
		]),
		...records
			.map(({ mark, ...record }) => [
				unit(`record:${record.reference}`, record.reference, record),
				unit(`mark:${record.reference}`, record.reference, { mark })
			])
			.flat(),
		...files.map(({ data: _, ...file }) => unit(`file:${file.id}`, file.name, file)),
		unit('withheld', m.paper_withheld_content(), withheld),
		...annexes.flatMap(annexUnits),
		unit('rest', m.seal_rest(), withoutSeal(rest))
	];
}

const withoutSeal = ({ seal: _, ...rest }: Pick<Minutes, 'schema' | 'seal'>) => rest;

/** A text without its blocks, which are parts of their own. */
const around = ({ content: _, ...node }: RichNode) => node;

const unit = (key: string, name: string, content: unknown): Unit => ({ key, name, content });

function annexUnits(annex: MinutesAnnex): Unit[] {
	const key = `annex:${'id' in annex ? annex.id : annex.number}`;
	if (annex.kind !== 'text' && annex.kind !== 'briefing')
		return [unit(key, m.seal_annex({ number: annex.number }), annex)];
	const { body, label, limits, number, ...rest } = annex;
	return [
		unit(key, annex.title, [rest, around(body)]),
		unit(`mark:${key}`, annex.title, { label, limits, number }),
		...blockUnits(body, key, annex.title)
	];
}

/** Blocks are known by their first line; what a version says of itself has none. */
function blockUnits({ content = [] }: RichNode, key: string, number: string): Unit[] {
	let count = 0;
	return content.map((block, at) => {
		const isNumbered = PARAGRAPHS.includes(block.type) && (block.content ?? []).length > 0;
		if (isNumbered) count++;
		const name = isNumbered
			? m.seal_paragraph({ number: `${number}.${count}` })
			: m.seal_block({ number, after: count });
		return unit(`${key}/${lineIn(block) ?? `#${at}`}`, name, block);
	});
}

const PARAGRAPHS: readonly string[] = ['paragraph', 'openPoint'];

function lineIn({ line, content = [] }: RichNode): string | undefined {
	if (line !== undefined) return line;
	for (const child of content) {
		const found = lineIn(child);
		if (found !== undefined) return found;
	}
	return undefined;
}
