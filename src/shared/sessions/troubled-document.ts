import { m } from '#messages/messages.js';
import type { DocumentKind } from '../access.ts';
import type { DocumentId } from '../ids.ts';
import type { DocumentTrouble } from './document-trouble.ts';

/** A document that cannot be read, as administrators see it: nothing of what stands in it. */
export interface TroubledDocument {
	readonly id: DocumentId;
	readonly kind: DocumentKind;
	/** Only where all participants of its session may know it. */
	readonly title: string | undefined;
	/** Reference of its session. */
	readonly session: string;
	/** Milliseconds since 1970. */
	readonly since: number;
	readonly trouble: DocumentTrouble;
}

export const DOCUMENT_KIND_WORDS: Record<DocumentKind, () => string> = {
	board: m.document_kind_board,
	briefing: m.document_kind_briefing,
	statements: m.document_kind_statements,
	annex: m.document_kind_annex
};
