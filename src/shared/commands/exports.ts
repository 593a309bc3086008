import { m } from '#messages/messages.js';
import * as v from 'valibot';
import type { ExportJobId } from '../ids.ts';
import type { ExportStatus } from '../minutes/exports.ts';
import { EXPORT_FORMATS } from '../minutes/export-formats.ts';
import { viewAs } from '../sessions/view-as.ts';
import { answers, contract, question } from './contract.ts';
import { exportJobId, reason, recipient, sessionId } from './fields.ts';

/** Starts an export of the minutes; {@link exportQuestion} reports its progress. */
export const exportContract = contract({
	path: '/api/sessions/[session]/exports',
	params: { session: sessionId },
	body: v.object({
		format: v.picklist(EXPORT_FORMATS, () => m.field_no_format()),
		illustrative: v.boolean(),
		/** Asked where the minutes are `TLP:RED`: what the copy is for, and whose it is. */
		purpose: v.optional(reason),
		recipient: v.optional(recipient),
		/** As whom it is looked at: it holds what both may read, and is a copy for them. */
		as: v.optional(viewAs)
	}),
	answer: answers<{ readonly job: ExportJobId }>()
});

/** The progress of an export; only for the person who started it. */
export const exportQuestion = question({
	path: '/api/exports/[job]',
	params: { job: exportJobId },
	answer: answers<ExportStatus>()
});
