import type { OrganisationId, PersonId, RequestId } from '../ids.ts';
import type { Label } from '../markings.ts';
import type { Ref } from '../restrict/withheld.ts';
import type { Day } from '../time/dates.ts';

/** What somebody asks the originator of a document for. */
export type Wish =
	/** That these may read it too. */
	| {
			readonly is: 'release';
			readonly organisations: readonly OrganisationId[];
			readonly persons: readonly PersonId[];
	  }
	| { readonly is: 'lower'; readonly label: Label }
	/** A wording for those who read the text from which the lines of an annex came. */
	| { readonly is: 'sanitise' };

/** How a request ended. That a day passes ends none: silence is no yes. */
export type AskEnd = 'granted' | 'refused' | 'sanitised' | 'withdrawn';

/** A request to the originator, as who asked and who may answer see it. */
export interface AskView {
	readonly id: RequestId;
	readonly by: { readonly name: string; readonly code: string };
	readonly isOwn: boolean;
	/** The gap from which it is asked; undefined where the document itself is meant. */
	readonly marker: Ref | undefined;
	readonly wish: Wish;
	readonly words: string;
	/** The day by which an answer is needed. */
	readonly until: Day | undefined;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Undefined while it waits. */
	readonly end: AskEnded | undefined;
}

interface AskEnded {
	readonly how: AskEnd;
	readonly words: string;
	readonly by: string;
	readonly at: number;
}

/** The requests about a document, and about what is withheld in it, that somebody may see. */
export interface AsksView {
	/** Of its originator, and of those whose lines are withheld in it. */
	readonly may: { readonly ask: boolean; readonly askOfGaps: boolean };
	readonly mayAnswer: boolean;
	/** Its lines came from a text in which a sanitised wording can be put. */
	readonly maySanitise: boolean;
	/** Newest first. */
	readonly asks: readonly AskView[];
}
