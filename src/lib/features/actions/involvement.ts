import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import { can } from '#shared/access.ts';
import type { ActionRecord } from '#shared/board/actions.ts';
import { involvementWith, type Involvement } from '#shared/follow-up/moves.ts';

/** The reader's involvement in an action of the open session; the server applies the same rule. */
export function involvementIn(room: SessionRoom, action: ActionRecord | undefined): Involvement {
	const { role } = room.view;
	const mine = room.people.mine;
	const isLead = mine !== undefined && action?.leadOrganisation === mine;
	return involvementWith([role], isLead && can(role, 'follow up'));
}

/** True if the reader may add a note: as lead, in support, or as a record keeper. */
export function mayNote(room: SessionRoom, action: ActionRecord): boolean {
	const { isLead, isKeeper } = involvementIn(room, action);
	const mine = room.people.mine;
	const supports = mine !== undefined && action.support.includes(mine);
	return isLead || isKeeper || (supports && can(room.view.role, 'follow up'));
}
