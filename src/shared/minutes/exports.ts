import type { ExportJobId } from '../ids.ts';
import type { ExportFormat } from './export-formats.ts';
import type { Refusal } from '../refusals.ts';

/** The state of an export. */
export type ExportStatus =
	/** `place` in the queue; 1 is next. */
	| { readonly state: 'waiting'; readonly place: number }
	/** `stage` is words for a person; `done` runs from 0 to 1. */
	| { readonly state: 'running'; readonly stage: string; readonly done: number }
	/** `size` in bytes. */
	| { readonly state: 'ready'; readonly size: number }
	| { readonly state: 'failed'; readonly refusal: Refusal };

/** An export that someone asked for. */
export interface ExportJob {
	readonly id: ExportJobId;
	readonly format: ExportFormat;
	readonly fileName: string;
	readonly status: ExportStatus;
}
