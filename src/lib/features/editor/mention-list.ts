/** Somebody or some organisation that can be named after @. */
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
