import type { VersionId } from '#shared/ids.ts';

const DAY = 86_400_000; // ms
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;
const MOST = 150; // automatic versions of one document; three years of weeks after a month of days fit in

interface Kept {
	readonly id: VersionId;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/**
 * Which of the automatic versions of one document may go: all of the last 24 hours stay, then the last of each day for 30
 * days, then the last of each week. The newest always stays.
 */
export function thinned(versions: readonly Kept[], now: number): VersionId[] {
	const newestFirst = versions.toSorted((a, b) => b.at - a.at);
	const seen = new Set<string>();
	return newestFirst
		.filter((version) => {
			const span = spanOf(version, now);
			const stays = !seen.has(span) && seen.size < MOST;
			seen.add(span);
			return !stays;
		})
		.map(({ id }) => id);
}

/** The span of time of which one version stays. */
function spanOf({ id, at }: Kept, now: number): string {
	const age = now - at;
	if (age < DAY) return id;
	const length = age < MONTH ? DAY : WEEK;
	return `${length}×${Math.floor(at / length)}`;
}
