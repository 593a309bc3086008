import type { AgendaItemId, DocumentId, SessionId } from '../ids.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { Piece } from './excerpt.ts';

/** What can be found, in the order in which it is shown. `line`: words in a text. */
export const SEARCH_KINDS = [
	...(['session', 'item', 'document', 'action', 'decision', 'line', 'person'] as const)
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Something that was found, as its reader may see it. */
export interface Found {
	readonly kind: SearchKind;
	readonly id: string;
	/** Its title, wording or name, with what was looked for. */
	readonly words: readonly Piece[];
	/** `JS-07-A12`, or the number of an item. */
	readonly reference?: string;
	readonly label?: Label;
	/** For whom its document is; undefined for everybody. */
	readonly limits?: AudienceLimits | undefined;
	/** Of a person: who they are. Of words: the text in which they are. */
	readonly about?: string;
	readonly session?: { readonly id: SessionId; readonly reference: string; readonly title: string };
	readonly item?: AgendaItemId;
	/** A briefing or annex; undefined for the board, which is opened by its items. */
	readonly document?: DocumentId;
}

/** What was found of one kind: the best of it. */
export interface FoundGroup {
	readonly kind: SearchKind;
	readonly found: readonly Found[];
	readonly hasMore: boolean;
}

/** Longest search that is read. */
export const MOST_LETTERS = 200;

/** The address at which something that was found is. */
export function addressOfFound({ kind, id, session, item, document, words }: Found): string {
	if (kind === 'person')
		return `/actions?show=all&q=${encodeURIComponent(words.map(({ text }) => text).join(''))}`;
	const room = `/sessions/${session?.id}`;
	switch (kind) {
		case 'session':
			return room;
		case 'item':
			return `${room}?item=${id}`;
		case 'document':
			return document ? `${room}?document=${document}` : room;
		case 'action':
		case 'decision':
			return `${room}?${kind}=${id}`;
		case 'line': {
			const at = item ? `item=${item}` : `document=${document}`;
			return `${room}?${at}${id === '' ? '' : `&line=${id}`}`;
		}
	}
}
