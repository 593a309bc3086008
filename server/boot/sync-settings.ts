import * as v from 'valibot';
import { DEFAULT_LIMITS, type SyncLimits } from '../sync/limits.ts';

interface Setting {
	readonly limit: keyof SyncLimits;
	readonly least: number;
	readonly most: number;
}

const MANY = 1_000_000_000;

/** The variable for each limit of the engine, and its bounds. */
const SETTINGS = {
	SYNC_BATCH_MS: { limit: 'batch', least: 0, most: 100 },
	SYNC_UPDATE_BYTES: { limit: 'updateBytes', least: 65_536, most: 268_435_456 },
	SYNC_DOCUMENT_BYTES: { limit: 'documentBytes', least: 65_536, most: 2_147_483_648 },
	SYNC_UPDATES_PER_SECOND: { limit: 'updatesPerSecond', least: 10, most: MANY },
	SYNC_BYTES_PER_SECOND: { limit: 'bytesPerSecond', least: 65_536, most: MANY },
	SYNC_PRESENCE_PER_SECOND: { limit: 'presencePerSecond', least: 25, most: MANY },
	SYNC_PRESENCE_BYTES: { limit: 'presenceBytes', least: 256, most: 65_536 },
	SYNC_SOCKETS_PER_DOCUMENT: { limit: 'socketsPerDocument', least: 1, most: 100_000 },
	SYNC_OUTBOX_BYTES: { limit: 'outboxBytes', least: 65_536, most: 268_435_456 },
	SYNC_PATIENCE_MS: { limit: 'patience', least: 1_000, most: 600_000 },
	SYNC_UNSTORED_BYTES: { limit: 'unstoredBytes', least: 1_048_576, most: 2_147_483_648 }
} as const satisfies Record<string, Setting>;

type Name = keyof typeof SETTINGS;
const NAMES = Object.keys(SETTINGS) as Name[];

/** Schemas of the variables: whole numbers within bounds. */
export const syncVariables = Object.fromEntries(
	NAMES.map((name) => [name, variable(SETTINGS[name])])
) as Record<Name, ReturnType<typeof variable>>;

/** What each variable may be, as words for error messages. */
export const syncExpected = Object.fromEntries(
	NAMES.map((name) => [
		name,
		`a whole number from ${SETTINGS[name].least} to ${SETTINGS[name].most}`
	])
) as Record<Name, string>;

function variable({ limit, least, most }: Setting) {
	return v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,12}$/),
			v.transform(Number),
			v.minValue(least),
			v.maxValue(most)
		),
		String(DEFAULT_LIMITS[limit])
	);
}

/** The limits of the engine as set by the variables. */
export function syncLimits(read: Readonly<Record<Name, number>>): SyncLimits {
	const given = NAMES.map((name) => [SETTINGS[name].limit, read[name]] as const);
	return { ...DEFAULT_LIMITS, ...Object.fromEntries(given) };
}
