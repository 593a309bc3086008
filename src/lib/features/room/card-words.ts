import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import type { ActionId, DecisionId } from '#shared/ids.ts';
import type { CardFamily } from '#shared/text/kind.ts';

/** What a card says to programs that know no cards: `[JS-07-A12] send the list`. */
export function cardWords(room: SessionRoom, family: CardFamily, record: string): string {
	const number = room.numberOf(record as ActionId | DecisionId);
	const placed =
		family === 'action'
			? room.records.action(record as ActionId)
			: room.records.decision(record as DecisionId);
	return [number && `[${number}]`, placed?.record.text].filter(Boolean).join(' ');
}
