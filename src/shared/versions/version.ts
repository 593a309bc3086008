import type { ActionRecord } from '../board/actions.ts';
import type { BriefingHead } from '../board/briefing-head.ts';
import type { DecisionRecord } from '../board/decisions.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { VersionId } from '../ids.ts';
import type { AutomaticReason } from './automatic.ts';

/** Stands for the text as it is now, in place of a version. */
export const NOW = 'now';

/** A state of a document that was kept under a name, or by the server itself. */
export interface VersionView {
	readonly id: VersionId;
	readonly label: string;
	/** Undefined if the server kept it on its own, or the person is gone. */
	readonly by: string | undefined;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Only for what the server kept by itself; then there is no label. */
	readonly reason?: AutomaticReason | undefined;
}

export interface VersionSection {
	/** For an agenda item; empty for other texts, which have no heading either. */
	readonly number: string;
	readonly heading: string;
	readonly body: RichNode;
}

/** The text of a version. */
export interface VersionText {
	/** For a briefing. */
	readonly head: BriefingHead | undefined;
	/** Only those with content. */
	readonly sections: readonly VersionSection[];
	readonly actions: readonly ActionRecord[];
	readonly decisions: readonly DecisionRecord[];
}
