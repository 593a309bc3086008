import { send, type Outcome } from '#lib/room/command.ts';
import { addItemContract, itemContract } from '#shared/commands/agenda.ts';
import type { AgendaItemId, SessionId } from '#shared/ids.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';

export type ItemFields = Omit<AgendaItem, 'id' | 'number' | 'postponed'>;

/** As it is sent: no minutes is a value of its own, so that they can be taken out. */
const sent = <Fields extends Partial<ItemFields>>(item: Fields) => ({
	...item,
	plannedMinutes: item.plannedMinutes ?? null
});

/** The commands of the agenda; the server decides, and the page learns the result over the live channel. */
export const agenda = {
	add: (session: SessionId, item: ItemFields): Promise<Outcome> =>
		send(addItemContract, { session }, sent(item)),
	change: (
		session: SessionId,
		id: AgendaItemId,
		item: ItemFields,
		/** The item as the person saw it when they began. */
		seen: ItemFields
	): Promise<Outcome> =>
		send(itemContract, { session, item: id }, { do: 'change', item: sent(item), seen: sent(seen) }),
	move: (session: SessionId, id: AgendaItemId, after: AgendaItemId | undefined): Promise<Outcome> =>
		send(itemContract, { session, item: id }, { do: 'move', after }),
	remove: (session: SessionId, id: AgendaItemId): Promise<Outcome> =>
		send(itemContract, { session, item: id }, { do: 'remove' }),
	restore: (session: SessionId, id: AgendaItemId): Promise<Outcome> =>
		send(itemContract, { session, item: id }, { do: 'restore' })
};
