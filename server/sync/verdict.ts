import type { Range } from './encode-news.ts';

/** Something new. */
export interface News {
	readonly kind: 'new';
	/** What is new of the update and can be integrated; the update itself where that is all of it. */
	readonly update: Uint8Array;
	/** Nothing of it builds on something that is not known. */
	readonly isWhole: boolean;
	/** The clocks that move: clients, each with its next clock. */
	readonly clocks: readonly (readonly [client: number, clock: number])[];
	/** What was not deleted before. */
	readonly deletions: readonly Range[];
	/** The root types that it writes to. */
	readonly roots: readonly string[];
}

/** What an update is to a document of which only clocks and deletions are known. */
export type Verdict =
	| News
	/** It holds nothing new. */
	| { readonly kind: 'known' }
	/** Nothing new of it can be integrated: it builds on something that is not known. */
	| { readonly kind: 'hole' }
	/** It holds more than is read. */
	| { readonly kind: 'heavy' }
	/** It is no update, or one that no client can have made. */
	| { readonly kind: 'malformed' };
