import { send, type Outcome } from '#lib/room/command.ts';
import { addItemContract, itemContract } from '#shared/commands/agenda.ts';
import type { AgendaItemId, SessionId } from '#shared/ids.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';

export type ItemFields = Omit<AgendaItem, 'id' | 'number' | 'postponed'>;

/** The commands of the agenda; the server decides, and the page learns the result over the live channel. */
export const agenda = {
	add: (session: SessionId, item: ItemFields): Promise<Outcome> =>
		send(addItemContract, { session }, item),
	change: (session: SessionId, id: AgendaItemId, item: Partial<ItemFields>): Promise<Outcome> =>
		send(itemContract, { session, item: id }, { do: 'change', item }),
	move: (session: SessionId, id: AgendaItemId, after: AgendaItemId | undefined): Promise<Outcome> =>
		send(itemContract, { session, item: id }, { do: 'move', after }),
	remove: (session: SessionId, id: AgendaItemId): Promise<Outcome> =>
		send(itemContract, { session, item: id }, { do: 'remove' }),
	restore: (session: SessionId, id: AgendaItemId): Promise<Outcome> =>
		send(itemContract, { session, item: id }, { do: 'restore' })
};
