import type { Day } from '../time/dates.ts';
import type { SavedViewId } from '../ids.ts';
import type { OrganisationView } from '../people.ts';
import type { RegisterAction } from './register-action.ts';
import type { SeriesView } from '../sessions/session-details.ts';
import type { StatusChoice, When, Whose } from './filter.ts';

/** How many actions each choice would show with the rest of the filter unchanged. */
export interface RegisterCounts {
	/** For the current filter. */
	readonly total: number;
	readonly whose: Readonly<Record<Whose, number>>;
	readonly overdue: number;
	readonly beforeNext: number;
	readonly status: Readonly<Record<StatusChoice, number>>;
}

/** The available choices among what the reader may see. */
export interface RegisterChoices {
	readonly series: readonly SeriesView[];
	readonly leads: readonly OrganisationView[];
	readonly topics: readonly string[];
}

/** A stretch of the timeline and the number of actions due in it. */
interface TimelineStretch {
	readonly when: When;
	readonly count: number;
}

export interface RegisterTimeline {
	readonly today: Day;
	readonly stretches: readonly TimelineStretch[];
}

/** The outcome of one change of a bulk edit; `words` if it was refused. */
export interface BulkOutcome {
	readonly action: RegisterAction['id'];
	readonly refused: string | undefined;
}

/** A filter that someone saved under a name. */
export interface SavedView {
	readonly id: SavedViewId;
	readonly name: string;
	/** The address's query, with its question mark; empty for the register as it opens. */
	readonly query: string;
}
