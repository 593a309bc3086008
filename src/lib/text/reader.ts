import type { Node, Schema } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { readHead } from '#shared/text/head.ts';
import { EMPTY_LINE } from '#shared/text/line.ts';
import { linesOf } from '#shared/text/lines-of.ts';
import { segmentsOf, type Segment } from '#shared/text/segment.ts';
import { lineJson } from '#shared/text/to-json.ts';
import { twinsAmong } from '#shared/text/twins.ts';
import { LineTable, sizeOf, type Entry } from './line-table.ts';
import { readHull, readRegions, type Region } from './regions.ts';

/** Nodes that take the place of what stood between two positions of the document before the change. */
export interface Change {
	readonly from: number;
	readonly to: number;
	readonly nodes: readonly Node[];
}

/** Keeps the table of a text and the nodes of its lines, and says what a change of the text changes of them. */
export class TextReader {
	readonly table: LineTable;
	readonly #text: Y.Text;
	readonly #schema: Schema;

	constructor(text: Y.Text, schema: Schema) {
		this.#text = text;
		this.#schema = schema;
		this.table = new LineTable([...segmentsOf(text)].map(entryOf));
		for (const entry of this.table.entries()) this.table.show(entry, this.#nodesOf(entry));
		this.#settleFront();
	}

	/** The document as the text is now. */
	get document(): Node {
		const nodes = [...this.table.entries()].flatMap((entry) => [...entry.nodes]);
		return this.#schema.topNodeType.create(null, nodes);
	}

	/** What is to be read anew; as one region for a change of one's own, which the document has already. */
	regions(changed: ReadonlySet<Entry>, isOwn: boolean): Region[] {
		const read = isOwn ? readHull : readRegions;
		for (let touched = changed; ;) {
			const regions = read(this.#text, this.table, touched);
			const known = new Set(regions.flatMap(({ old }) => [...old]));
			const more = this.#copiesOf(regions).filter((entry) => !known.has(entry));
			if (more.length === 0) return regions;
			touched = new Set([...touched, ...more]);
		}
	}

	/** Takes what was read into the table. The changes are for the document as it was, in its order. */
	update(regions: readonly Region[]): Change[] {
		const [before, front] = [this.table.size, this.table.front.nodes.length];
		const spans = regions.map(({ old }) => this.#spanOf(old));
		const read = regions.map(({ old, segments }) => {
			const entries = segments.map(entryOf);
			this.table.replace(old, entries);
			return entries;
		});
		for (const entry of read.flat()) this.table.show(entry, this.#nodesOf(entry));
		this.#settleFront();
		if (this.table.front.nodes.length !== front)
			return [{ from: 0, to: before, nodes: this.document.children }];
		return read.map((entries, at) => ({
			from: spans[at]?.from ?? 0,
			to: spans[at]?.to ?? 0,
			nodes: entries.flatMap(({ nodes }) => [...nodes])
		}));
	}

	#spanOf(old: readonly Entry[]): { from: number; to: number } {
		const [first] = old;
		const from = first ? this.table.positionOf(first) : 0;
		return { from, to: old.reduce((end, entry) => end + sizeOf(entry), from) };
	}

	/** The other entries with the id of one that was read: which of them is seen may have changed. */
	#copiesOf(regions: readonly Region[]): Entry[] {
		const ids = new Set<string>();
		for (const { old, segments } of regions) {
			for (const { id } of old) ids.add(id);
			for (const segment of segments) ids.add(idIn(segment));
		}
		ids.delete('');
		return [...ids].flatMap((id) => this.table.withId(id));
	}

	#nodesOf(entry: Entry): Node[] {
		const lines = linesOf(entry.segment, this.#isTwin(entry));
		return lines.map((line) => this.#schema.nodeFromJSON(lineJson(line)));
	}

	#isTwin({ head, id }: Entry): boolean {
		const same = head && id !== '' ? this.table.withId(id) : [];
		if (!head || same.length < 2) return false;
		const copies = same.flatMap((one) =>
			one.head ? [{ segment: one.segment, state: readHead(one.head) }] : []
		);
		return twinsAmong(copies).includes(head);
	}

	/** A text of which nothing is seen is shown as an empty line; it gets a head when somebody writes there. */
	#settleFront(): void {
		const { front, size } = this.table;
		if (size === 0) this.table.show(front, [this.#schema.nodeFromJSON(lineJson(EMPTY_LINE))]);
		else if (front.segment.length === 0 && front.nodes.length > 0 && size > sizeOf(front))
			this.table.show(front, []);
	}
}

function idIn({ head }: Segment): string {
	return (head && readHead(head).id) ?? '';
}

function entryOf(segment: Segment): Entry {
	const { head } = segment;
	const state = head && readHead(head);
	const record = state?.kind.is === 'card' ? state.kind.record : '';
	return { head, id: state?.id ?? '', record, segment, nodes: [], chunk: undefined };
}
