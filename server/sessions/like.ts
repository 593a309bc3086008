import { can } from '#shared/access.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import { itemRows, itemView, type NewItem } from './agenda-rows.ts';
import { readerIn } from './participant-rows.ts';
import { seatedIn, type Seated } from './first-seats.ts';
import { detailsIn, type NewSession } from './sessions.ts';

/** What a session takes from the one that it is like. Nothing of what was written there is in it. */
interface Like {
	readonly settings: Pick<NewSession, 'purpose' | 'hosts' | 'community' | 'clients'>;
	/** Without speakers; undefined if its agenda is not wanted. */
	readonly agenda: NewItem[] | undefined;
	readonly people: Seated[];
}

/** Reads what a session takes from another one, which the person must be allowed to edit. */
export async function readLike(
	transaction: Database,
	by: PersonId,
	{ session, agenda, people }: { session: SessionId; agenda: boolean; people: boolean }
): Promise<Like | Refusal> {
	const reader = await readerIn(transaction, session, by);
	const details = reader && (await detailsIn(transaction, session));
	if (!details) return refuse('not-found');
	if (!can(reader.role, 'edit session')) return refuse('forbidden');
	const { purpose, hosts, community, clients } = details;
	const items = agenda ? (await itemRows(transaction, session)).map(itemView) : undefined;
	return {
		settings: { purpose, hosts, community, clients },
		agenda: items?.map(({ kind, title, plannedMinutes, needs }) => ({
			...{ kind, title, plannedMinutes, needs, speakers: [] }
		})),
		people: people ? await seatedIn(transaction, session) : []
	};
}
