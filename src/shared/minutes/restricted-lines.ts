import type { RichNode } from '../editor/rich-text.ts';
import type { AgendaItemId, DocumentId } from '../ids.ts';
import type { MinutesRecord } from './record.ts';

interface Restricted {
	readonly document: DocumentId;
	/** The notes in which they stood; undefined where the document is one text. */
	readonly item: AgendaItemId | undefined;
	readonly lines: readonly string[];
	/** Of those lines. */
	readonly records: readonly string[];
	readonly files: readonly string[];
	readonly annex: DocumentId;
}

/** A record without lines that went into an annex, with what belongs to them; in their place stands where they are. */
export function withRestricted(record: MinutesRecord, restricted: Restricted): MinutesRecord {
	const { document, item, records, files, annex } = restricted;
	const board = record.documents.find(({ kind }) => kind === 'board')?.id;
	const movedWith =
		(ids: readonly string[]) =>
		<T extends { readonly id: string; readonly document: DocumentId }>(one: T): T =>
			one.document === document && ids.includes(one.id) ? { ...one, document: annex } : one;
	const moved = [...record.actions, ...record.decisions]
		.filter((one) => one.document === document && records.includes(one.id))
		.map(({ reference }) => reference);
	return {
		...record,
		actions: record.actions.map(movedWith(records)),
		decisions: record.decisions.map(movedWith(records)),
		files: record.files.map(movedWith(files)),
		numbers: record.numbers.map((one) =>
			moved.includes(one.reference) ? { ...one, document: annex } : one
		),
		items: record.items.map((one) =>
			document === board && one.id === item
				? { ...one, notes: textWithout(one.notes, restricted) }
				: one
		),
		documents: record.documents.map((one) =>
			one.id === document && one.text
				? { ...one, text: { ...one.text, body: textWithout(one.text.body, restricted) } }
				: one
		)
	};
}

function textWithout(text: RichNode, { lines, annex }: Restricted): RichNode {
	const gone = new Set(lines);
	let isSaid = false;
	const walk = (blocks: readonly RichNode[]): RichNode[] =>
		blocks.flatMap((block) => {
			if (block.line !== undefined && gone.has(block.line)) {
				const place = isSaid ? [] : [{ type: 'restrictedBlock', attrs: { annex } }];
				isSaid = true;
				return place;
			}
			return [block.content ? { ...block, content: walk(block.content) } : block];
		});
	return { ...text, content: walk(text.content ?? []) };
}
