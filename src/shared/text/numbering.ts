import { isListed } from './kind.ts';
import type { Line } from './line.ts';

/** Where a line of a list stands in it: for an ordered one its number, for each its place in the set. */
export interface ListPlace {
	readonly number: number;
	readonly position: number;
	readonly size: number;
}

interface Open {
	readonly kind: string;
	readonly level: number;
	readonly members: number[];
	number: number;
}

/**
 * The place of each line in its list, by the index of the line. A list goes on while lines of its kind and level follow,
 * deeper ones between them do not end it. Computed, never stored.
 */
export function listPlaces(lines: readonly Line[]): Map<number, ListPlace> {
	const numbers = new Map<number, number>();
	const lists: number[][] = [];
	let open: Open[] = [];
	for (const [at, line] of lines.entries()) {
		if (line.is !== 'words' || !isListed(line.kind)) {
			open = [];
			continue;
		}
		const { kind, level, start } = line;
		open = open.filter((one) => one.level < level || (one.level === level && one.kind === kind));
		let list = open.find((one) => one.level === level);
		if (!list || start > 0) {
			open = open.filter((one) => one !== list);
			list = { kind, level, members: [], number: Math.max(start, 1) - 1 };
			open.push(list);
			lists.push(list.members);
		}
		list.members.push(at);
		numbers.set(at, (list.number += 1));
	}
	return placed(numbers, lists);
}

function placed(numbers: ReadonlyMap<number, number>, lists: readonly number[][]) {
	const places = new Map<number, ListPlace>();
	for (const members of lists)
		for (const [index, at] of members.entries())
			places.set(at, {
				number: numbers.get(at) ?? 1,
				position: index + 1,
				size: members.length
			});
	return places;
}
