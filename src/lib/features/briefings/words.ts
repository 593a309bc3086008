import { m } from '#messages/messages.js';
import type { DocumentKind } from '#shared/access.ts';
import type { DocumentView } from '#shared/sessions/document-view.ts';

export const KIND_WORDS: Record<DocumentKind, () => string> = {
	board: () => '',
	briefing: m.briefings_briefing,
	statements: m.briefings_statements,
	annex: m.briefings_annex
};

/** Who may read a document, in a few words. */
export function audienceWords({ audience }: Pick<DocumentView, 'audience'>): string {
	return audience.length === 0
		? m.briefings_for_everybody()
		: m.briefings_only({ audience: audience.join(', ') });
}
