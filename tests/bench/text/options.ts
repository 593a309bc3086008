/** What `npm run bench -- text` was asked for. */
export interface TextOptions {
	/** Sizes of the notes, and numbers of people who type in them. */
	readonly pages: readonly number[];
	readonly typists: readonly number[];
	/** Letters typed on each page. */
	readonly keys: number;
}
