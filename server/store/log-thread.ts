import { workerData } from 'node:worker_threads';
import { answerQuestions } from '../threads/answer.ts';
import type { Question } from '../threads/messages.ts';
import type { StoredDocument } from '../sync/document-store.ts';
import { DocumentRows } from './document-rows.ts';
import type { LogCalls } from './log-messages.ts';
import { openSqlite } from './node-sqlite.ts';
import { failureOf, isDoubtful } from './sqlite-error.ts';

const { file } = workerData as { file: string };
let open: DocumentRows | undefined;

/**
 * Answers a call. After a disk failure the connection is closed, so that the next call does not find a half-done state.
 */
function obey(question: Question<LogCalls>) {
	try {
		open ??= new DocumentRows(openSqlite(file));
		return perform(open, question);
	} catch (error) {
		if (isDoubtful(error)) close();
		throw error;
	}
}

function perform(rows: DocumentRows, question: Question<LogCalls>) {
	switch (question.call) {
		case 'load':
			return rows.load(...question.given);
		case 'append':
			return rows.append(...question.given);
		case 'scrub':
			return rows.scrub();
		case 'tidy':
			return rows.tidy();
		case 'compact':
			return rows.compact(...question.given);
		case 'keepVersion':
			return rows.versions.keep(...question.given);
		case 'versions':
			return rows.versions.list(...question.given);
		case 'version':
			return rows.versions.state(...question.given);
		case 'replaceVersion':
			return rows.versions.replace(...question.given);
		case 'replaceDamaged':
			return rows.replaceDamaged(...question.given);
		case 'dropVersions':
			return rows.versions.drop(...question.given);
		case 'close':
			rows.tidy();
			return close();
		default:
			return question satisfies never;
	}
}

function close(): void {
	const closing = open;
	open = undefined;
	try {
		closing?.close();
	} catch {
		// The failure that led here is reported already. A connection that cannot be closed is abandoned.
	}
}

/** The buffers of an answer. SQLite allocated each for one value, so they can be transferred instead of copied. */
function buffersOf(result: unknown): ArrayBuffer[] {
	if (result instanceof Uint8Array) return ownBuffers([result]);
	if (typeof result !== 'object' || result === null || !('updates' in result)) return [];
	const { snapshot, updates } = result as StoredDocument;
	return ownBuffers([...updates, ...(snapshot ? [snapshot.state, snapshot.index] : [])]);
}

function ownBuffers(values: readonly (Uint8Array | undefined)[]): ArrayBuffer[] {
	return values.flatMap((value) => (value?.buffer instanceof ArrayBuffer ? value.buffer : []));
}

answerQuestions<LogCalls>(obey, { failureOf, buffersOf });
