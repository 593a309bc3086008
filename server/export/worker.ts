import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { answerQuestions } from '../threads/answer.ts';
import { renderMinutes } from './render.ts';

/** The calls that the thread answers. */
export interface RenderCalls {
	render(minutes: Minutes, format: ExportFormat): Uint8Array<ArrayBuffer>;
}

/** The current stage, in words for a person, and the share that is done, from 0 to 1. */
export interface RenderNews {
	readonly stage: string;
	readonly done: number;
}

/** The failure of a format that this platform cannot make. */
export const UNAVAILABLE = 'export-unavailable';

answerQuestions<RenderCalls, RenderNews>(
	async ({ given: [minutes, format] }, tell) => {
		const rendered = await renderMinutes(minutes, format, (stage, done) => tell({ stage, done }));
		// Copied, because native memory and pooled buffers cannot be transferred.
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
