import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { Step, StepMap } from '@tiptap/pm/transform';

/** A part of the document before some transactions, and what stands in its place after them. */
export interface ChangedRange {
	readonly fromA: number;
	readonly toA: number;
	readonly fromB: number;
	readonly toB: number;
}

/** What some transactions changed, one after another, as ranges that do not meet; from their steps alone. */
export function changedRanges(transactions: readonly Transaction[]): ChangedRange[] {
	const steps = transactions.flatMap(({ steps }) => steps);
	const maps = steps.map((step) => step.getMap());
	const ranges = steps.flatMap((step, at) =>
		rangesOf(step, maps[at]).map(([before, after]) => {
			const [fromA, toA] = back(maps.slice(0, at), before);
			const [fromB, toB] = forth(maps.slice(at + 1), after);
			return { fromA, toA, fromB, toB };
		})
	);
	return merged(ranges);
}

/**
 * A phone joins two lines in the page itself, and what the editor makes of that puts the words of the second line anew
 * into the first. Here they stay what they are, so that the change is a join.
 */
export function asJoin(range: ChangedRange, before: Node, after: Node): ChangedRange {
	const { fromA, toA, fromB, toB } = range;
	const [$from, $to, $start] = [before.resolve(fromA), before.resolve(toA), after.resolve(fromB)];
	if ($from.depth !== 1 || $to.depth !== 0 || $start.depth !== 1 || $start.after() !== toB)
		return range;
	const [moved, joined] = [$to.nodeBefore, $start.parent];
	if (!moved?.isTextblock || $from.after() === toA) return range;
	const end = joined.content.size - moved.content.size;
	const isSame = end >= $start.parentOffset && joined.content.cut(end).eq(moved.content);
	if (!isSame) return range;
	return { fromA, fromB, toA: toA - moved.nodeSize + 1, toB: $start.start() + end };
}

type Span = readonly [from: number, to: number];

function rangesOf(step: Step, map: StepMap | undefined): [Span, Span][] {
	const ranges: [Span, Span][] = [];
	map?.forEach((fromA, toA, fromB, toB) =>
		ranges.push([
			[fromA, toA],
			[fromB, toB]
		])
	);
	if (ranges.length > 0) return ranges;
	// Steps that change marks or an attribute move nothing.
	if ('from' in step && 'to' in step) {
		const span = [Number(step.from), Number(step.to)] as const;
		return [[span, span]];
	}
	if (!('pos' in step)) return [];
	const span = [Number(step.pos), Number(step.pos) + 1] as const;
	return [[span, span]];
}

function back(maps: readonly StepMap[], [from, to]: Span): Span {
	return maps.reduceRight<Span>(
		([start, end], map) => [map.invert().map(start, -1), map.invert().map(end, 1)],
		[from, to]
	);
}

function forth(maps: readonly StepMap[], [from, to]: Span): Span {
	return maps.reduce<Span>(
		([start, end], map) => [map.map(start, -1), map.map(end, 1)],
		[from, to]
	);
}

function merged(ranges: readonly ChangedRange[]): ChangedRange[] {
	const sorted = [...ranges].sort((a, b) => a.fromA - b.fromA || a.fromB - b.fromB);
	const result: ChangedRange[] = [];
	for (const range of sorted) {
		const last = result.at(-1);
		if (last && (range.fromA <= last.toA || range.fromB <= last.toB))
			result.splice(-1, 1, {
				fromA: last.fromA,
				fromB: Math.min(last.fromB, range.fromB),
				toA: Math.max(last.toA, range.toA),
				toB: Math.max(last.toB, range.toB)
			});
		else result.push(range);
	}
	return result;
}
