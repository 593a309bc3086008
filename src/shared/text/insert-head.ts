import type * as Y from 'yjs';
import type { Head } from './head.ts';

/** Added to a client's number while it writes heads; numbers of Yjs are below. */
const HEADS_OF = 2 ** 32;

/**
 * Puts a head into a text. Of letters and a head that two people put at one place, the letters must stand first, or the
 * word that somebody is typing at the end of a line is torn when somebody else begins the next. Yjs orders them by their
 * clients' numbers, the lower first: so heads are written under a second number, higher than any.
 */
export function insertHead(
	text: Y.Text,
	index: number,
	head: Head,
	formats: Record<string, unknown> = {}
): void {
	const { doc } = text;
	if (!doc || doc.clientID >= HEADS_OF) return text.insertEmbed(index, head, formats);
	const own = doc.clientID;
	doc.clientID = own + HEADS_OF;
	try {
		text.insertEmbed(index, head, formats);
	} finally {
		doc.clientID = own;
	}
}

/** The client's number under which somebody types, from that of anything they wrote. */
export function typistOf(client: number): number {
	return client >= HEADS_OF ? client - HEADS_OF : client;
}
