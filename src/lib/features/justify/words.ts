import { m } from '#messages/messages.js';
import type { AskedDocument } from '#shared/justification.ts';

/** What is told of a document before its reader has said why they open it. */
export function askedWords({ originator }: Pick<AskedDocument, 'originator'>): string {
	return originator === undefined ? m.justify_somebody() : m.justify_of({ originator });
}
