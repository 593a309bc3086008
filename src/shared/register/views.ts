import type { Day } from '../time/dates.ts';
import type { SavedViewId } from '../ids.ts';
import type { OrganisationView } from '../people.ts';
import type { RegisterAction } from './register-action.ts';
import type { SeriesView } from '../sessions/session-details.ts';
import type { StatusChoice, When, Whose } from './filter.ts';

/** How many each choice would show with the rest of the filter as it is. */
export interface RegisterCounts {
	/** Of the filter as it is. */
	readonly total: number;
	readonly whose: Readonly<Record<Whose, number>>;
	readonly overdue: number;
	readonly beforeNext: number;
	readonly status: Readonly<Record<StatusChoice, number>>;
}

/** What there is to choose from, in what the reader may have. */
export interface RegisterChoices {
	readonly series: readonly SeriesView[];
	readonly leads: readonly OrganisationView[];
	readonly topics: readonly string[];
}

/** A stretch of the timeline with how many are due in it. */
interface TimelineStretch {
	readonly when: When;
	readonly count: number;
}

export interface RegisterTimeline {
	readonly today: Day;
	readonly stretches: readonly TimelineStretch[];
}

/** One change of a bulk edit, and what came of it: words where it was refused. */
export interface BulkOutcome {
	readonly action: RegisterAction['id'];
	readonly refused: string | undefined;
}

/** A filter that somebody gave a name. */
export interface SavedView {
	readonly id: SavedViewId;
	readonly name: string;
	/** The address's query, with its question mark; empty for the register as it opens. */
	readonly query: string;
}
