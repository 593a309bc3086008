import type { RefusalCode } from '#shared/refusals.ts';
import { Reads } from '../audit/reads.ts';
import type { Log } from '../boot/log.ts';
import { Audit } from '../commands/audit.ts';
import { Commands } from '../commands/commands.ts';
import { createSessionEvents } from '../commands/events.ts';
import { allowWith } from '../sessions/allow.ts';
import type { Database } from '../store/connect.ts';

interface GroundOptions {
	readonly database: Database;
	readonly log: Log;
	/** Counts refused commands. */
	readonly onRefused?: (code: RefusalCode) => void;
}

export type Ground = ReturnType<typeof groundOf>;

/** What every service stands on. */
export function groundOf({ database, log, onRefused }: GroundOptions) {
	const audit = new Audit(database);
	return {
		...{ database, audit, reads: new Reads({ database, audit }), events: createSessionEvents() },
		commands: new Commands({ database, audit, allow: allowWith(database), onRefused }),
		/** Takes work that nobody awaits: an error is logged, and must not end the process. */
		unawaited: (work: Promise<unknown>): void => {
			work.catch((error: unknown) => log.error({ err: error }, 'work in the background failed'));
		}
	};
}
