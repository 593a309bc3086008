/** What a new session can start from. */
export interface TemplateView {
	readonly key: string;
	readonly name: string;
	readonly description: string;
	/** True if someone in the reader's organisation saved it. */
	readonly isSaved: boolean;
}
