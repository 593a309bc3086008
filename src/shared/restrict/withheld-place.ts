import type { AgendaItemId, DocumentId } from '../ids.ts';
import type { Label } from '../markings.ts';
import type { Ref } from './withheld.ts';

/** Where in a text lines went into an annex, as a reader of that text may know it. */
export interface WithheldPlace {
	readonly document: DocumentId;
	/** The notes in which they stood; undefined where the document is one text. */
	readonly item: AgendaItemId | undefined;
	/** What was left in their place. */
	readonly marker: Ref;
	/** Undefined for who may not read it. */
	readonly annex: DocumentId | undefined;
	/** The annex, for who may read it as soon as they say why. */
	readonly asks?: DocumentId | undefined;
	readonly label: Label;
	/** The code of the organisation that restricted them. */
	readonly originator: string;
	/** When, in milliseconds since 1970. */
	readonly at: number;
	/** Its originator has put a sanitised wording behind it. */
	readonly isSanitised: boolean;
	/** Where the reader has just made it, and writes on in it: what they typed meanwhile. */
	readonly goesOnWith?: (() => string) | undefined;
}
