import type { DocumentStore } from '../sync/document-store.ts';
import { Thread } from '../threads/thread.ts';
import { pack } from './group.ts';
import type { LogCalls } from './log-messages.ts';

/** Documents in the database, on a thread of their own. */
export interface DocumentLog extends DocumentStore {
	/** Puts what was committed lately, as by a process that was killed, where others read it in the tables. */
	tidy(): Promise<void>;
	/** Finishes what is under way; what is asked afterwards is rejected. */
	close(): Promise<void>;
}

const LARGE = 65_536; // bytes from which handing a buffer over costs less than copying it, as is done with smaller ones
const THREAD = new URL('./log-thread.ts', import.meta.url);

/**
 * Opens the log in a database file that is at this program's version. A commit waits for the disk, so all is done on a
 * thread that starts with the first call, and anew after a crash. `entry` is another module only in tests.
 */
export function openDocumentLog(file: string, entry = THREAD): DocumentLog {
	const thread = new Thread<LogCalls>({ name: 'the document log', entry, workerData: { file } });
	return {
		load: (document) => thread.ask('load', [document]),
		async append(updates) {
			const group = pack(updates);
			const handedOver = group.length > LARGE ? [group.buffer] : [];
			return new Set(await thread.ask('append', [group], { handedOver }));
		},
		compact(document, seq, snapshot) {
			const state = new Uint8Array(snapshot.state);
			const index = snapshot.index && new Uint8Array(snapshot.index);
			const handedOver = index ? [state.buffer, index.buffer] : [state.buffer];
			return thread.ask('compact', [document, seq, { state, index }], { handedOver });
		},
		keepVersion(document, version, state) {
			const copy = new Uint8Array(state); // the engine's bytes stay its own
			return thread.ask('keepVersion', [document, version, copy], { handedOver: [copy.buffer] });
		},
		versions: (document) => thread.ask('versions', [document]),
		version: (document, id) => thread.ask('version', [document, id]),
		tidy: () => thread.ask('tidy', []),
		close: () => thread.close(() => thread.ask('close', []))
	};
}
