/** A mark or a node of rich text as plain data: as versions, minutes and exports read it, and as texts of schema 1 were. */
export interface RichMark {
	readonly type: string;
	readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface RichNode {
	readonly type: string;
	readonly attrs?: Readonly<Record<string, unknown>>;
	readonly text?: string;
	readonly marks?: readonly RichMark[];
	readonly content?: readonly RichNode[];
	/** Of a block, the line of the text that it shows. */
	readonly line?: string;
}

/** Links allowed in a text; any other address is shown as plain text. */
export const SAFE_LINK = /^(https?:|mailto:)/i;
