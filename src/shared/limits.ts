const MEGABYTE = 2 ** 20;
const MINUTE = 60_000; // ms

/** How much of everything there may be. What an operator may want to change is read from the environment instead. */
export const LIMITS = {
	exports: {
		/** Files that are being made or wait, for one person and for all. */
		unfinishedOfPerson: 3,
		unfinished: 60,
		/** Finished files that are kept, and for how long. The oldest go first. */
		filesOfPerson: 10,
		bytesOfPerson: 64 * MEGABYTE,
		bytes: 256 * MEGABYTE,
		keptFor: 10 * MINUTE,
		/** Pages of minutes that one person waits for. */
		pagesOfPerson: 3,
		/** Cells of people's tables in one paper: typesetting each takes a millisecond and 0.1 MB. */
		cells: 4_000
	}
} as const;
