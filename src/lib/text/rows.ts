import type { Node } from '@tiptap/pm/model';

/** A node of the text that a range covers or cuts, with the letters of it that are in the range. */
export interface Row {
	readonly node: Node;
	/** Where the node begins. */
	readonly position: number;
	/** The node begins within the range, so that its head belongs to it. */
	readonly isWhole: boolean;
	readonly from: number;
	readonly to: number;
}

/** The rows of a range; the first is the one that it begins in or at the end of, unless it begins with the content. */
export function rowsIn(parent: Node, start: number, from: number, to: number): Row[] {
	const rows: Row[] = [];
	const first = parent.childAfter(Math.max(0, from - start - 1));
	let position = start + first.offset;
	for (let at = first.index; first.node && at < parent.childCount; at++) {
		const node = parent.child(at);
		const isWhole = position >= from;
		if (isWhole && position >= to) break;
		const size = node.isTextblock ? node.content.size : 0;
		const within = (place: number) => Math.min(Math.max(place - position - 1, 0), size);
		rows.push({ node, position, isWhole, from: within(from), to: within(to) });
		position += node.nodeSize;
	}
	return rows;
}

/** What stands between two lines that stayed: the line before it, as it was and as it is, what went and what came. */
export interface Gap {
	readonly stayed: { readonly old: Row; readonly next: Row } | undefined;
	readonly gone: readonly Row[];
	readonly come: readonly Row[];
	/** Nothing of the range stands behind it. */
	readonly isLast: boolean;
}

/** Pairs the lines that stayed, by their ids and in their order, with what changed between them. */
export function gapsOf(old: readonly Row[], next: readonly Row[]): Gap[] {
	const gaps: Gap[] = [];
	const pairs = pairsOf(old, next);
	for (let at = -1; at < pairs.length; at++) {
		const [from, to] = [pairs[at], pairs[at + 1]];
		gaps.push({
			stayed: from && { old: from.old, next: from.next },
			gone: old.slice((from?.oldAt ?? -1) + 1, to?.oldAt),
			come: next.slice((from?.nextAt ?? -1) + 1, to?.nextAt),
			isLast: to === undefined
		});
	}
	return gaps;
}

function pairsOf(old: readonly Row[], next: readonly Row[]) {
	const pairs: { old: Row; next: Row; oldAt: number; nextAt: number }[] = [];
	let from = 0;
	for (const [oldAt, row] of old.entries()) {
		const nextAt = next.findIndex((one, index) => index >= from && isPair(row, one));
		const found = next[nextAt];
		if (!found) continue;
		pairs.push({ old: row, next: found, oldAt, nextAt });
		from = nextAt + 1;
	}
	return pairs;
}

function isPair(a: Row, b: Row): boolean {
	const [one, other] = [a.node, b.node];
	return one.type === other.type && one.attrs.id === other.attrs.id && a.isWhole === b.isWhole;
}
