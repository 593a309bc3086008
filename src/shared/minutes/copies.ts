import type { CopyId } from '../ids.ts';
import type { Label } from '../markings.ts';
import type { ExportFormat } from './export-formats.ts';

/** A file of minutes that was made, as the ledger has it. */
export interface CopyView {
	readonly id: CopyId;
	/** Of its bytes, hexadecimal. */
	readonly sha256: string;
	/** The reference of its edition; undefined for the notes as they were. */
	readonly edition: string | undefined;
	readonly format: ExportFormat;
	readonly label: Label;
	/** Empty where it was not asked. */
	readonly recipient: string;
	readonly purpose: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** What a file is that somebody has. */
export type CheckedCopy =
	/** This board did not make it, or it was changed since. */
	| { readonly is: 'unknown' }
	/** It made it, of notes or of a draft. */
	| { readonly is: 'not-adopted' }
	| { readonly is: 'current'; readonly reference: string; readonly adoptedAt: number }
	| {
			readonly is: 'superseded';
			readonly reference: string;
			readonly adoptedAt: number;
			/** The edition that counts now. */
			readonly by: string;
	  };
