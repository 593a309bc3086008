import { parentPort } from 'node:worker_threads';
import type { Calls, Failure, Question, Reply, Result } from './messages.ts';

export interface AnswerOptions<C extends Calls<C>> {
	/** Converts an error to a form that can be sent between threads. */
	readonly failureOf?: (error: unknown) => Failure;
	/** The buffers of a result that the thread no longer needs, so that they are transferred instead of copied. */
	readonly buffersOf?: (result: Result<C>) => ArrayBuffer[];
}

/**
 * Run on a thread: answers calls. Synchronous calls are answered in order; an asynchronous one may be overtaken, and can
 * report its progress.
 */
export function answerQuestions<C extends Calls<C>, News = never>(
	obey: (question: Question<C>, tell: (news: News) => void) => Result<C> | Promise<Result<C>>,
	{ failureOf = plainFailure, buffersOf = () => [] }: AnswerOptions<C> = {}
): void {
	const say = (reply: Reply, transfer: ArrayBuffer[] = []) =>
		parentPort?.postMessage(reply, transfer);
	parentPort?.on('message', (question: Question<C>) => {
		const { id } = question;
		const succeed = (result: Result<C>) => say({ id, result }, buffersOf(result));
		const fail = (error: unknown) => say({ id, failure: failureOf(error) });
		try {
			const result = obey(question, (news) => say({ id, news }));
			if (result instanceof Promise) result.then(succeed).catch(fail);
			else succeed(result);
		} catch (error) {
			fail(error);
		}
	});
}

function plainFailure(error: unknown): Failure {
	return { message: error instanceof Error ? error.message : String(error), code: undefined };
}
