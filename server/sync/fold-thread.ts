import { answerQuestions } from '../threads/answer.ts';
import { standBack } from '../threads/stand-back.ts';
import { difference, fold, type FoldCalls } from './fold.ts';

standBack();
answerQuestions<FoldCalls>(
	({ call, given }) => (call === 'fold' ? fold(...given) : difference(...given)),
	{ buffersOf }
);

/** Results are made for their asker only, each in a buffer of its own. */
function buffersOf(result: unknown): ArrayBuffer[] {
	const isObject = typeof result === 'object' && result !== null;
	const values: unknown[] =
		isObject && !ArrayBuffer.isView(result) ? Object.values(result) : [result];
	return values.flatMap((bytes) =>
		bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer ? bytes.buffer : []
	);
}
