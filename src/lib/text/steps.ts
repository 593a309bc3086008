import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';

/** Makes of the nodes between two positions of the document others, by the smallest steps that do it. */
export function replaceNodes(
	tr: Transaction,
	from: number,
	to: number,
	nodes: readonly Node[]
): void {
	const old = childrenBetween(tr.doc, from, to);
	let start = 0;
	while (start < old.length && start < nodes.length && same(old[start], nodes[start])) start++;
	let end = 0;
	const most = Math.min(old.length, nodes.length) - start;
	while (end < most && same(old.at(-1 - end), nodes.at(-1 - end))) end++;
	const [gone, come] = [old.slice(start, old.length - end), nodes.slice(start, nodes.length - end)];
	const at = from + sizeOf(old.slice(0, start));
	if (gone.length === come.length && gone.every((node, index) => isSameLine(node, come[index])))
		changeEach(tr, at, gone, come);
	else replaceBetween(tr, at, gone, come);
}

const same = (a: Node | undefined, b: Node | undefined) =>
	a !== undefined && b !== undefined && a.eq(b);

function sizeOf(nodes: readonly Node[]): number {
	return nodes.reduce((size, node) => size + node.nodeSize, 0);
}

function childrenBetween(doc: Node, from: number, to: number): Node[] {
	const children: Node[] = [];
	if (to <= from) return children;
	const { index, offset } = doc.childAfter(from);
	for (let at = index, position = offset; position < to && at < doc.childCount; at++) {
		const child = doc.child(at);
		children.push(child);
		position += child.nodeSize;
	}
	return children;
}

/** A line stays itself while it has its id, or gets its first, or shows that it lost it. */
function isSameLine(a: Node, b: Node | undefined): boolean {
	return (
		a.type === b?.type && (a.attrs.id === b.attrs.id || a.attrs.id === '' || b.attrs.id === '')
	);
}

function changeEach(
	tr: Transaction,
	from: number,
	old: readonly Node[],
	nodes: readonly Node[]
): void {
	let at = from;
	for (const [index, before] of old.entries()) {
		const after = nodes[index];
		if (after) changeNode(tr, at, before, after);
		at += after?.nodeSize ?? 0;
	}
}

function changeNode(tr: Transaction, at: number, before: Node, after: Node): void {
	if (!before.hasMarkup(after.type, after.attrs, after.marks))
		tr.setNodeMarkup(at, undefined, after.attrs, after.marks);
	if (isSameShape(before, after)) return changeEach(tr, at + 1, before.children, after.children);
	const range = differing(before.content, after.content);
	if (!range) return;
	const { start, endBefore, endAfter } = range;
	if (after.isTextblock) {
		const slice = new Slice(after.content.cut(start, endAfter), 0, 0);
		tr.step(new ReplaceStep(at + 1 + start, at + 1 + endBefore, slice));
	} else if (!attempt(tr, at + 1 + start, at + 1 + endBefore, after.slice(start, endAfter)))
		tr.replaceWith(at, at + before.nodeSize, after);
}

/** Rows and cells that stay themselves are changed one by one, so that the caret stays in its cell. */
function isSameShape(before: Node, after: Node): boolean {
	if (before.isTextblock || before.isAtom || before.childCount !== after.childCount) return false;
	return before.children.every((child, index) => isSameLine(child, after.child(index)));
}

/** Where two contents begin to differ, and where they end to. */
function differing(before: Fragment, after: Fragment) {
	const start = before.findDiffStart(after);
	if (start === null) return undefined;
	const end = before.findDiffEnd(after);
	if (!end) return undefined;
	const overlap = Math.max(0, start - Math.min(end.a, end.b));
	return { start, endBefore: end.a + overlap, endAfter: end.b + overlap };
}

function replaceBetween(
	tr: Transaction,
	at: number,
	old: readonly Node[],
	nodes: readonly Node[]
): void {
	if (old.length === 0 && nodes.length === 0) return;
	const after = Fragment.from(nodes);
	const range = differing(Fragment.from(old), after);
	const slice = range && openSlice(tr, after, range.start, range.endAfter);
	if (!range || !slice || !attempt(tr, at + range.start, at + range.endBefore, slice))
		tr.step(new ReplaceStep(at, at + sizeOf(old), new Slice(after, 0, 0)));
}

function openSlice(tr: Transaction, nodes: Fragment, from: number, to: number): Slice {
	return tr.doc.type.create(null, nodes).slice(from, to);
}

/** Applies a step that begins or ends within lines; false when the halves do not fit each other. */
function attempt(tr: Transaction, from: number, to: number, slice: Slice): boolean {
	return tr.maybeStep(new ReplaceStep(from, to, slice)).failed === null;
}
