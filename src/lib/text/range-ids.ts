import type { Node } from '@tiptap/pm/model';
import type { ChangedRange } from './changed-ranges.ts';
import { rowsIn } from './rows.ts';

/** The ids of lines that are in some ranges afterwards. */
export function staying(ranges: readonly ChangedRange[], after: Node): Set<string> {
	return new Set(
		ranges.flatMap(({ fromB, toB }) =>
			rowsIn(after, 0, fromB, toB).map(({ node }) => String(node.attrs.id))
		)
	);
}

/** The ids of lines that some ranges take from where they were. */
export function leaving(ranges: readonly ChangedRange[], before: Node): Set<string> {
	return new Set(
		ranges.flatMap(({ fromA, toA }) =>
			rowsIn(before, 0, fromA, toA)
				.filter(({ isWhole }) => isWhole)
				.map(({ node }) => String(node.attrs.id))
		)
	);
}
