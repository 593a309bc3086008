import { foldText } from '#shared/search.ts';

const SHOWN = 8;

/** A person or organisation that can be mentioned with @. */
export interface Mentionable {
	readonly handle: string;
	readonly name: string;
}

/** What the list below the cursor shows. */
export interface MentionListState {
	items: readonly Mentionable[];
	chosen: number;
	left: number;
	top: number;
	pick: (one: Mentionable) => void;
}

/** Whose handle starts with what was typed after @, or whose name has it; the first few. */
export function matching(all: readonly Mentionable[], query: string): Mentionable[] {
	const wanted = foldText(query);
	return all
		.filter(
			({ handle, name }) => foldText(handle).startsWith(wanted) || foldText(name).includes(wanted)
		)
		.slice(0, SHOWN);
}
