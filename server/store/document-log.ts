import type { DocumentStore } from '../sync/document-store.ts';
import { Thread } from '../threads/thread.ts';
import { pack } from './group.ts';
import type { LogCalls } from './log-messages.ts';

/** The store of documents in the database, on its own thread. */
export interface DocumentLog extends DocumentStore {
	/** Moves recent commits, such as those of a killed process, from the journal to the tables that others read. */
	tidy(): Promise<void>;
	/** Finishes calls in progress; rejects later calls. */
	close(): Promise<void>;
}

const LARGE = 65_536; // bytes; larger buffers are cheaper to transfer than to copy
const THREAD = new URL('./log-thread.ts', import.meta.url);

/**
 * Opens the log in a database file that is migrated to this program's version. Commits block on the disk, so they run
 * on a thread, which starts with the first call, and again after a crash. Only tests set `entry`.
 */
export function openDocumentLog(file: string, entry = THREAD): DocumentLog {
	const thread = new Thread<LogCalls>({ name: 'the document log', entry, workerData: { file } });
	return {
		load: (document) => thread.ask('load', [document]),
		async append(updates, authors = [], late = []) {
			const group = pack(updates);
			const transfer = group.length > LARGE ? [group.buffer] : [];
			return new Set(await thread.ask('append', [group, authors, late], { transfer }));
		},
		compact(document, seq, snapshot) {
			const state = new Uint8Array(snapshot.state);
			const index = snapshot.index && new Uint8Array(snapshot.index);
			const transfer = index ? [state.buffer, index.buffer] : [state.buffer];
			return thread.ask('compact', [document, seq, { state, index }], { transfer });
		},
		replaceDamaged: (document, head, { state, index }) =>
			thread.ask('replaceDamaged', [document, head, { state, index }]),
		keepVersion(document, version, state) {
			const copy = new Uint8Array(state); // the engine keeps its own bytes
			return thread.ask('keepVersion', [document, version, copy], { transfer: [copy.buffer] });
		},
		versions: (document) => thread.ask('versions', [document]),
		version: (document, id) => thread.ask('version', [document, id]),
		replaceVersion: (document, id, state) =>
			thread.ask('replaceVersion', [document, id, new Uint8Array(state)]),
		dropVersions: (document, ids) => thread.ask('dropVersions', [document, ids]),
		scrub: () => thread.ask('scrub', []),
		tidy: () => thread.ask('tidy', []),
		close: () => thread.close(() => thread.ask('close', []))
	};
}
