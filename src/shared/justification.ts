import { isForEverybody, type Audience, type DocumentKind } from './access.ts';
import type { DocumentId } from './ids.ts';
import type { Label } from './markings.ts';

/** Characters of a justification. */
export const SHORTEST_WHY = 10;
export const LONGEST_WHY = 200;

/** ms for which a justification holds, if its login does not end before. */
export const JUSTIFIED_FOR = 12 * 3_600_000;

/** Where a restricted document was opened: from the list, or in the text from which its lines came. */
export const JUSTIFIED_AT = ['list', 'text'] as const;
export type JustifiedAt = (typeof JUSTIFIED_AT)[number];

interface Marked {
	readonly kind: DocumentKind;
	readonly audience: Audience;
	readonly label: Label;
}

/** Whether it is audited that somebody reads a document: not everybody in its session may, or it is `TLP:RED`. */
export function isReadAudited({ audience, label }: Omit<Marked, 'kind'>): boolean {
	return label === 'TLP:RED' || !isForEverybody(audience);
}

/** A restricted document: one whose readers are noted in the audit. The board is everybody's, whatever its label. */
export function isRestricted(document: Marked): boolean {
	return document.kind !== 'board' && isReadAudited(document);
}

/** Whether readers of a document say why they open it, in a session that asks for it or not. */
export function asksWhy(session: { readonly asks_why: number }, document: Marked): boolean {
	return session.asks_why === 1 && isRestricted(document);
}

/** All that a reader is told of a document before they have said why they open it. */
export interface AskedDocument {
	readonly id: DocumentId;
	readonly label: Label;
	/** The code of the organisation that it comes from, if that is known. */
	readonly originator: string | undefined;
}
