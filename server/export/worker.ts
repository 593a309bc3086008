import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { answerQuestions } from '../threads/answer.ts';
import { renderMinutes } from './render.ts';
import type { Trouble } from './rescue.ts';

/** The calls that the thread answers. */
export interface RenderCalls {
	render(minutes: Minutes, format: ExportFormat): Uint8Array<ArrayBuffer>;
}

/** The current stage, in words for a person, and the share that is done, from 0 to 1. */
export interface RenderNews {
	readonly stage: string;
	readonly done: number;
	/** Set where a part could not be printed as it was written. */
	readonly trouble?: Trouble;
}

/** The failure of a format that this platform cannot make. */
export const UNAVAILABLE = 'export-unavailable';

answerQuestions<RenderCalls, RenderNews>(
	async ({ given: [minutes, format] }, tell) => {
		let last: RenderNews = { stage: '', done: 0 };
		const rendered = await renderMinutes(
			minutes,
			format,
			(stage, done) => tell((last = { stage, done })),
			(trouble) => tell({ ...last, trouble })
		);
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
