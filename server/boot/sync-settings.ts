import { DEFAULT_LIMITS, type SyncLimits } from '../sync/limits.ts';
import { limitSettings, MANY, type Setting } from './limit-settings.ts';

/** The variable for each limit of the engine, and its bounds. */
const SETTINGS = {
	SYNC_BATCH_MS: { limit: 'batch', least: 0, most: 100 },
	SYNC_UPDATE_BYTES: { limit: 'updateBytes', least: 65_536, most: 268_435_456 },
	SYNC_UPDATE_STRUCTS: { limit: 'updateStructs', least: 1_000, most: 10_000_000 },
	SYNC_DOCUMENT_BYTES: { limit: 'documentBytes', least: 65_536, most: 2_147_483_648 },
	SYNC_UPDATES_PER_SECOND: { limit: 'updatesPerSecond', least: 10, most: MANY },
	SYNC_BYTES_PER_SECOND: { limit: 'bytesPerSecond', least: 65_536, most: MANY },
	SYNC_PRESENCE_PER_SECOND: { limit: 'presencePerSecond', least: 25, most: MANY },
	SYNC_PRESENCE_BYTES_PER_SECOND: { limit: 'presenceBytesPerSecond', least: 65_536, most: MANY },
	SYNC_PRESENCE_BYTES: { limit: 'presenceBytes', least: 256, most: 65_536 },
	SYNC_SOCKETS_PER_DOCUMENT: { limit: 'socketsPerDocument', least: 1, most: 100_000 },
	SYNC_SOCKETS_PER_PERSON: { limit: 'socketsPerPerson', least: 1, most: 100_000 },
	SYNC_SOCKETS_PER_PERSON_AND_DOCUMENT: {
		limit: 'socketsPerPersonAndDocument',
		least: 1,
		most: 100_000
	},
	SYNC_OUTBOX_BYTES: { limit: 'outboxBytes', least: 65_536, most: 268_435_456 },
	SYNC_PATIENCE_MS: { limit: 'patience', least: 1_000, most: 600_000 },
	SYNC_UNSTORED_BYTES: { limit: 'unstoredBytes', least: 1_048_576, most: 2_147_483_648 }
} as const satisfies Record<string, Setting<SyncLimits>>;

/** The variables that set the limits of the engine. */
export const syncSettings = limitSettings(SETTINGS, DEFAULT_LIMITS);
