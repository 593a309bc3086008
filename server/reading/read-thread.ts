import { answerQuestions } from '../threads/answer.ts';
import { standBack } from '../threads/stand-back.ts';
import { Copies } from './copies.ts';
import { readCalls, type ReadCalls } from './read-calls.ts';

const TICK = 10_000; // ms between looks at unused copies

const copies = new Copies();
const calls = readCalls(copies);
setInterval(() => copies.forgetUnused(), TICK).unref();

standBack();
answerQuestions<ReadCalls>((question) => {
	switch (question.call) {
		case 'read':
			return calls.read(...question.given);
		case 'draft':
			return calls.draft(...question.given);
		case 'readState':
			return calls.readState(...question.given);
		default:
			return question satisfies never;
	}
});
