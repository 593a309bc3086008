import { parentPort } from 'node:worker_threads';
import type { Reply, Calls, Failure, Question } from './messages.ts';

export interface AnswerOptions {
	/** Converts an error to a form that can be sent between threads. */
	readonly failureOf?: (error: unknown) => Failure;
	/** The buffers of a result that the thread no longer needs, so that they are transferred instead of copied. */
	readonly buffersOf?: (result: unknown) => ArrayBuffer[];
}

/** Run on a thread: answers calls one after another. */
export function answerQuestions<C extends Calls<C>>(
	obey: (question: Question<C>) => unknown,
	{ failureOf = plainFailure, buffersOf = () => [] }: AnswerOptions = {}
): void {
	const answer = (question: Question<C>): [Reply, ArrayBuffer[]] => {
		const { id } = question;
		try {
			const result = obey(question);
			return [{ id, result }, buffersOf(result)];
		} catch (error) {
			return [{ id, failure: failureOf(error) }, []];
		}
	};
	parentPort?.on('message', (question: Question<C>) =>
		parentPort?.postMessage(...answer(question))
	);
}

function plainFailure(error: unknown): Failure {
	return { message: error instanceof Error ? error.message : String(error), code: undefined };
}
