import type { ActionRecord } from '../board/actions.ts';
import type { BriefingHead } from '../board/briefing-head.ts';
import type { DecisionRecord } from '../board/decisions.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { VersionId } from '../ids.ts';

/** A state of a document that somebody gave a name. */
export interface VersionView {
	readonly id: VersionId;
	readonly label: string;
	/** Undefined when the server kept it by itself, or the person is gone. */
	readonly by: string | undefined;
	/** Milliseconds since 1970. */
	readonly at: number;
}

export interface VersionSection {
	/** Of an agenda item; empty for other texts, which have no heading either. */
	readonly number: string;
	readonly heading: string;
	readonly body: RichNode;
}

/** What a version says. */
export interface VersionText {
	/** Of a briefing. */
	readonly head: BriefingHead | undefined;
	/** Those that say something. */
	readonly sections: readonly VersionSection[];
	readonly actions: readonly ActionRecord[];
	readonly decisions: readonly DecisionRecord[];
}
