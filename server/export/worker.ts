import type { ExportFormat, Minutes } from '#shared/minutes/minutes.ts';
import { answerQuestions } from '../threads/answer.ts';
import { renderMinutes } from './render.ts';

/** What the thread is asked for. */
export interface RenderCalls {
	render(minutes: Minutes, format: ExportFormat): Uint8Array<ArrayBuffer>;
}

/** What is going on, in words for a person, and how much is done, from 0 to 1. */
export interface RenderNews {
	readonly stage: string;
	readonly done: number;
}

/** The failure of a format that this platform cannot make. */
export const UNAVAILABLE = 'export-unavailable';

answerQuestions<RenderCalls, RenderNews>(
	async ({ given: [minutes, format] }, tell) => {
		const rendered = await renderMinutes(minutes, format, (stage, done) => tell({ stage, done }));
		// Copied once: native memory and pooled buffers cannot be handed over.
		return new Uint8Array(rendered);
	},
	{
		buffersOf: ({ buffer }) => [buffer],
		failureOf: (error) => ({
			message: error instanceof Error ? (error.stack ?? error.message) : String(error),
			code: error instanceof Error && error.name === 'ExportUnavailable' ? UNAVAILABLE : undefined
		})
	}
);
