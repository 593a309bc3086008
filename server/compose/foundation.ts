import type { RefusalCode } from '#shared/refusals.ts';
import type { SignInOutcome } from '../accounts/credentials.ts';
import type { Log } from '../boot/log.ts';
import type { RenderLimits } from '../export/render-process.ts';
import type { Reader } from '../reading/reading-thread.ts';
import type { RunOptions } from '../run/run.ts';
import type { Database } from '../store/connect.ts';
import type { DocumentStore } from '../sync/document-store.ts';
import type { Folding } from '../sync/fold.ts';
import type { SyncLimits } from '../sync/limits.ts';
import type { RoomsOptions } from '../sync/rooms.ts';

/** What the services are built on. Whoever opened it closes it. */
export interface Foundation {
	readonly database: Database;
	/** Where files are kept. */
	readonly dataDir: string;
	readonly documentLog: DocumentStore;
	readonly folding: Folding;
	readonly reader: Reader;
	readonly log: Log;
	readonly limits: SyncLimits;
	/** Hours until an unused login expires. */
	readonly loginHours: number;
	/** True when people reach the board by https. */
	readonly secureCookies: boolean;
	/** Most records of one person in a session that get a number. */
	readonly recordsPerPerson: number;
	/** What making a file may take. */
	readonly rendering: RenderLimits;
	/** Counts refused commands. */
	readonly onRefused?: (code: RefusalCode) => void;
	/** Counts attempts to sign in. */
	readonly onSignIn?: (outcome: SignInOutcome) => void;
	readonly onCommit?: NonNullable<RoomsOptions['onCommit']>;
	/** Overrides what the run asks of other services; for tests of something else. */
	readonly runHooks?: Partial<Pick<RunOptions, 'missing' | 'overruled' | 'onStart'>>;
}
