import { parentPort, workerData } from 'node:worker_threads';
import { DocumentRows } from './document-rows.ts';
import { failureOf, unpack, type Answer, type Question } from './log-messages.ts';
import { openSqlite } from './node-sqlite.ts';
import { isDoubtful } from './sqlite-error.ts';

const { file } = workerData as { file: string };
let open: DocumentRows | undefined;

/** Does what is asked. After a failure of the disk the next question finds a new connection, not a half-done state. */
function obey(question: Question) {
	try {
		open ??= new DocumentRows(openSqlite(file));
		return perform(open, question);
	} catch (error) {
		if (isDoubtful(error)) close();
		throw error;
	}
}

function perform(rows: DocumentRows, question: Question) {
	switch (question.call) {
		case 'load':
			return rows.load(...question.given);
		case 'append':
			return rows.append(unpack(...question.given));
		case 'compact':
			return rows.compact(...question.given);
		case 'keepVersion':
			return rows.keepVersion(...question.given);
		case 'versions':
			return rows.versions(...question.given);
		case 'version':
			return rows.version(...question.given);
		case 'close':
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
		// The failure that led here was told; a connection that cannot be closed is left behind all the same.
	}
}

function answer(question: Question): Answer {
	const { id } = question;
	try {
		return { id, result: obey(question) };
	} catch (error) {
		return { id, failure: failureOf(error) };
	}
}

/** The buffers that an answer consists of; SQLite made each for one value, so they are handed over and not copied. */
function buffersOf(answer: Answer): ArrayBuffer[] {
	if (!('result' in answer) || !answer.result) return [];
	const { result } = answer;
	if (result instanceof Uint8Array) return ownBuffers([result]);
	if (!('updates' in result)) return [];
	const { snapshot, updates } = result;
	return ownBuffers([...updates, ...(snapshot ? [snapshot.state, snapshot.index] : [])]);
}

function ownBuffers(values: readonly (Uint8Array | undefined)[]): ArrayBuffer[] {
	return values.flatMap((value) => (value?.buffer instanceof ArrayBuffer ? value.buffer : []));
}

parentPort?.on('message', (question: Question) => {
	const answered = answer(question);
	parentPort?.postMessage(answered, buffersOf(answered));
});
