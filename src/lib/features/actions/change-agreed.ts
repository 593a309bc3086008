import type { Outcome } from '#lib/room/command.ts';
import type { ActionRecord } from '#shared/board/actions.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import { changesOf, fieldsOf, type ActionDraft, type ActionFields } from './action-draft.ts';
import { actionCommands } from './commands.ts';
import type { AskedChange } from '#shared/follow-up/change-request.ts';

interface Drafts {
	readonly opened: ActionDraft;
	readonly draft: ActionDraft;
	/** As it is now. */
	readonly now: ActionRecord;
}

/** Sends what was changed in the form of an agreed action; what others changed meanwhile is not overwritten unseen. */
export function changeAgreed(place: ActionPlace, { opened, draft, now }: Drafts): Promise<Outcome> {
	const change = changesOf(opened, draft, now);
	const { text, leadOrganisation, leadPerson, due } = fieldsOf(opened);
	return actionCommands(place).change(change, {
		...('text' in change && { text }),
		...('leadOrganisation' in change && { leadOrganisation, leadPerson }),
		...('due' in change && { due })
	});
}

const ASKED = ['text', 'leadOrganisation', 'leadPerson', 'due'] as const;

/** What is asked for: of the changed fields those that count once they are agreed; null empties one. */
export function askedOf(change: Partial<ActionFields>): AskedChange {
	const asked = ASKED.filter((key) => key in change);
	return Object.fromEntries(asked.map((key) => [key, change[key] ?? null] as const));
}
