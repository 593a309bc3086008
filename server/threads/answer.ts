import { parentPort } from 'node:worker_threads';
import type { Calls, Failure, Question, Reply, Result } from './messages.ts';

export interface AnswerOptions<C extends Calls<C>> {
	/** Puts an error into a form that crosses threads. */
	readonly failureOf?: (error: unknown) => Failure;
	/** The buffers of a result that the thread needs no more, and which so need not be copied. */
	readonly buffersOf?: (result: Result<C>) => ArrayBuffer[];
}

/**
 * On a thread: answers questions. What answers at once answers in the order asked; what takes time may be overtaken, and
 * can tell how far it is.
 */
export function answerQuestions<C extends Calls<C>, News = never>(
	obey: (question: Question<C>, tell: (news: News) => void) => Result<C> | Promise<Result<C>>,
	{ failureOf = plainFailure, buffersOf = () => [] }: AnswerOptions<C> = {}
): void {
	const say = (reply: Reply, handedOver: ArrayBuffer[] = []) =>
		parentPort?.postMessage(reply, handedOver);
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
