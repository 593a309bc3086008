import type { RenderCalls, RenderNews } from '#server/export/worker.ts';
import { answerQuestions } from '#server/threads/answer.ts';

/** A render thread that crashes on every Markdown order, never answers one for Word, and answers all others with their format. */
answerQuestions<RenderCalls, RenderNews>(({ given: [, format] }, tell) => {
	if (format === 'md') process.exit(1);
	tell({ stage: 'Half way', done: 0.5 });
	if (format === 'docx') return new Promise(() => undefined);
	return new TextEncoder().encode(format);
});
