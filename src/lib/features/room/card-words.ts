import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import type { ActionId, DecisionId } from '#shared/ids.ts';
import type { CardFamily } from '#shared/text/kind.ts';

/** What cards of a session say to programs that know no cards: `[JS-07-A12] send the list`. */
export function cardWordsIn(room: SessionRoom): (family: CardFamily, record: string) => string {
	return (family, record) => {
		const number = room.numberOf(record as ActionId | DecisionId);
		const placed =
			family === 'action'
				? room.records.action(record as ActionId)
				: room.records.decision(record as DecisionId);
		return [number && `[${number}]`, placed?.record.text].filter(Boolean).join(' ');
	};
}
