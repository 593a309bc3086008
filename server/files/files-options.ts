import type * as v from 'valibot';
import type { fileHead } from '#shared/commands/files.ts';
import type { Log } from '../boot/log.ts';
import type { Audit } from '../commands/audit.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import type { FileFolder } from './file-folder.ts';

export interface FilesOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
	readonly audit: Audit;
	readonly folder: FileFolder;
	readonly log: Log;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** What somebody says of a file that they add. */
export type FileHead = v.InferOutput<typeof fileHead>;
