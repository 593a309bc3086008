import type { Label } from '#shared/markings.ts';

/**
 * The minutes laid out for print: content, wording and order, but not appearance. `outline.ts` makes it, and every
 * printed format renders it and decides only the appearance, so that the formats cannot disagree.
 */
export interface Paper {
	readonly title: string;
	/** Printed above the title: the kind of paper. */
	readonly kicker: string;
	/** Printed below the title: when the meeting was and who hosted it. */
	readonly subtitle: string;
	readonly reference: string;
	readonly status: string;
	readonly label: Label;
	/** On each page, beside the label: whose copy it is. */
	readonly recipient: string | undefined;
	/** Milliseconds since 1970, UTC. */
	readonly preparedAt: number;
	/** On each page, below the reference: what the meeting was, shortened, and when. */
	readonly running: string;
	/** Printed across each page while nobody has adopted it. */
	readonly draft: string | undefined;
	/** Whether it is so long that it needs a list of its sections. */
	readonly hasContents: boolean;
	readonly sections: readonly Section[];
}

export interface Section {
	/** Unique in the paper; letters, digits and hyphens. */
	readonly id: string;
	/** The number of an agenda item; other sections have none. */
	readonly number: string | undefined;
	readonly heading: string;
	/** Set if the section has its own label. */
	readonly label: Label | undefined;
	readonly startsPage: boolean;
	readonly blocks: readonly Block[];
}

export const RUN_MARKS = ['bold', 'italic', 'underline', 'strike', 'code'] as const;
export type RunMark = (typeof RUN_MARKS)[number];

/** Text with the same marks. A line break is a separate run, `\n`. `link` is only ever http, https or mailto. */
export interface Run {
	readonly text: string;
	readonly marks: readonly RunMark[];
	readonly link: string | undefined;
	/** The anchor in the same paper that it leads to. */
	readonly to?: string;
}

export type Block =
	| {
			readonly kind: 'paragraph';
			/** "4.1", if the paragraph is numbered. */
			readonly number: string | undefined;
			readonly runs: readonly Run[];
	  }
	| {
			readonly kind: 'aside';
			readonly runs: readonly Run[];
			/** Whether it says something about what follows; otherwise about what is before it. */
			readonly leads?: true;
	  }
	| { readonly kind: 'heading'; readonly depth: HeadingDepth; readonly runs: readonly Run[] }
	| List
	| { readonly kind: 'quote'; readonly blocks: readonly Block[] }
	| Table
	| { readonly kind: 'rule' }
	| RecordLine
	| Picture
	| { readonly kind: 'facts'; readonly rows: readonly Fact[] }
	| { readonly kind: 'signatures'; readonly lines: readonly Signature[] };

/** A line to sign on. */
export interface Signature {
	readonly role: string;
	/** Empty if it is not known. */
	readonly name: string;
}

/** The title has depth 1, a section 2. */
export type HeadingDepth = 3 | 4 | 5;

export interface List {
	readonly kind: 'list';
	readonly marker: 'bullet' | 'number' | 'task';
	readonly start: number;
	readonly items: readonly ListItem[];
}

export interface ListItem {
	/** Only defined for tasks. */
	readonly checked: boolean | undefined;
	readonly blocks: readonly Block[];
}

/** A table whose cells fill its grid exactly: no gaps, no overlaps, no span beyond the edge or out of the head. */
export interface Table {
	readonly kind: 'table';
	readonly caption: string;
	/** Relative widths, one per column. */
	readonly columns: readonly number[];
	/** The number of leading rows that repeat on every page. */
	readonly headRows: number;
	readonly rows: readonly (readonly Cell[])[];
	/** Rows beyond the longest table that is read; none if undefined. */
	readonly leftOut?: number;
	/** Columns beyond the widest table that is read; none if undefined. */
	readonly columnsLeftOut?: number;
}

export interface Cell {
	readonly header: boolean;
	readonly colspan: number;
	readonly rowspan: number;
	readonly blocks: readonly Block[];
	/** Unique in the paper. */
	readonly anchor?: string;
}

/** An action, decision or conclusion, set off from the text. */
export interface RecordLine {
	readonly kind: 'record';
	readonly record: 'action' | 'decision' | 'conclusion';
	readonly runs: readonly Run[];
	/** Unique in the paper. */
	readonly anchor?: string;
}

/** A picture with what it shows; without bytes it stands as words. */
export interface Picture {
	readonly kind: 'picture';
	/** What it shows, for those who do not see it; empty where it only decorates. */
	readonly alt: string;
	/** Below it: its marking, if that is another than the paper's, and what it shows. */
	readonly runs: readonly Run[];
	/** Undefined where it is not in this paper. */
	readonly image: Image | undefined;
}

export interface Image {
	readonly type: 'png' | 'jpeg' | 'gif' | 'webp';
	/** Base 64. */
	readonly data: string;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
}

export interface Fact {
	readonly term: string;
	readonly value: string;
}

/** A run of plain or marked text. */
export function run(text: string, ...marks: RunMark[]): Run {
	return { text, marks, link: undefined };
}

/** A text after a lead-in in bold. */
export function led(words: string, text: string): Run[] {
	return [run(`${words} `, 'bold'), run(text)];
}

/** A paragraph without a number. */
export function paragraph(text: string, ...marks: RunMark[]): Block {
	const [first = '', ...others] = text.split('\n');
	const runs = [
		run(first, ...marks),
		...others.flatMap((line) => [run('\n'), run(line, ...marks)])
	];
	return { kind: 'paragraph', number: undefined, runs };
}

/** Whether a generated table is so wide that it also uses the margin of the numbers. */
export function isWideTable({ caption, columns }: Table): boolean {
	return caption !== '' && columns.length > 4;
}
