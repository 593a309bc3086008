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
