import type { Mark as NodeMark, Node } from '@tiptap/pm/model';
import { kindValue, WORDS_KINDS } from '#shared/text/kind.ts';
import { MARKS, STRANGE, type Mark, type Run } from '#shared/text/marks.ts';
import type { LineChange } from '#shared/text/write.ts';

/** The letters of a line's node between two offsets, with their marks. */
export function runsOf(node: Node, from = 0, to = node.content.size): Run[] {
	const runs: Run[] = [];
	if (to <= from) return runs;
	let at = 0;
	node.forEach((child) => {
		const text = lettersOf(child).slice(Math.max(0, from - at), Math.max(0, to - at));
		if (text !== '') runs.push({ text, marks: child.marks.flatMap(markOf) });
		at += child.nodeSize;
	});
	return runs;
}

function lettersOf(node: Node): string {
	if (node.isText) return node.text ?? '';
	return (node.type.name === 'hardBreak' ? '\n' : STRANGE).repeat(node.nodeSize);
}

function markOf({ type, attrs }: NodeMark): Mark[] {
	if (!MARKS.includes(type.name)) return [];
	if (type.name !== 'link') return [{ type: type.name }];
	const href: unknown = attrs.href;
	return typeof href === 'string' ? [{ type: 'link', attrs: { href } }] : [];
}

/** What a line's node says of its head. */
function lineOf(node: Node): Required<LineChange> {
	const { kind, level, start, checked } = node.attrs as Record<string, unknown>;
	const words = WORDS_KINDS.find((one) => one === kind) ?? 'paragraph';
	return {
		kind: kindValue({ is: 'words', kind: words }),
		level: Number(level ?? 0),
		start: Number(start ?? 0),
		checked: checked === true
	};
}

/** What a line's node says besides what every new line is. */
export function fieldsOf(node: Node) {
	const { kind, level, start, checked } = lineOf(node);
	return {
		kind,
		...(level > 0 && { level }),
		...(start > 0 && { start }),
		...(checked && { checked })
	};
}

/** What changed of a line's head from one node to the other. */
export function lineChange(before: Node, after: Node): LineChange {
	const [old, next] = [lineOf(before), lineOf(after)];
	return {
		...(old.kind !== next.kind && { kind: next.kind }),
		...(old.level !== next.level && { level: next.level }),
		...(old.start !== next.start && { start: next.start }),
		...(old.checked !== next.checked && { checked: next.checked })
	};
}
