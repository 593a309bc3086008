import { isListed } from '#shared/text/kind.ts';
import type { NewLine } from '#shared/text/flatten.ts';

/**
 * Knows the number that comes next in each list that is open, as lines are read one after the other: Word and others write
 * one list in parts.
 */
export class ListNumbers {
	/** By level. */
	#next: (number | undefined)[] = [];

	/** The number at which a list begins with a line that is to have it; 0 where the line goes on with the list above. */
	startOf(level: number, number: number): number {
		return this.#next[level] === number ? 0 : number;
	}

	/** Takes in the line that was read. */
	read(line: NewLine): void {
		if (line.is !== 'words' || !isListed(line.kind)) {
			this.#next = [];
			return;
		}
		const { kind, level, start } = line;
		const number = start > 0 ? start : this.#next[level];
		this.#next.length = level;
		this.#next[level] = kind === 'ordered' && number !== undefined ? number + 1 : undefined;
	}
}
