/** Somebody who wrote in a document. */
export interface WriterView {
	readonly name: string;
	/** The code and the colour of their organisation. */
	readonly organisation: string;
	readonly colour: string;
}

/** Words of one writer. */
export interface AuthoredRun {
	readonly text: string;
	/** The writer's place in the list of writers; undefined where it was not recorded. */
	readonly by: number | undefined;
	/** Milliseconds since 1970, to about ten minutes; undefined where it was not recorded. */
	readonly at: number | undefined;
}

interface AuthoredLine {
	/** The name of the field that it stands in; empty for a line of the text. */
	readonly label: string;
	readonly runs: readonly AuthoredRun[];
}

export interface AuthoredSection {
	readonly number: string;
	readonly heading: string;
	readonly lines: readonly AuthoredLine[];
}

/** Who wrote which words of a text, by the logins that sent them. */
export interface Authorship {
	readonly writers: readonly WriterView[];
	readonly sections: readonly AuthoredSection[];
	/** True when the text is longer than what is shown. */
	readonly isCut: boolean;
}
