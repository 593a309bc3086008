import { m } from '#messages/messages.js';
import * as v from 'valibot';
import type { AgendaItemId } from '../ids.ts';
import { ITEM_KINDS, type ItemKind } from '../sessions/agenda-item.ts';
import { answers, contract, type Done } from './contract.ts';
import { itemId, organisationId, plannedMinutes, sessionId, shortText, title } from './fields.ts';

const agendaItem = v.object({
	kind: v.picklist(Object.keys(ITEM_KINDS) as ItemKind[], () => m.field_no_kind_of_item()),
	title,
	/** Null: none, also where there were some. */
	plannedMinutes: v.optional(
		v.pipe(
			v.nullable(plannedMinutes),
			v.transform((minutes) => minutes ?? undefined)
		)
	),
	speakers: v.pipe(
		v.array(v.object({ name: title, function: shortText })),
		v.maxLength(30, () => m.field_at_most_30_speakers())
	),
	needs: v.optional(
		v.pipe(
			v.array(organisationId),
			v.maxLength(200, () => m.field_at_most_200_delegations())
		)
	)
});

/** Adds an agenda item at the end. */
export const addItemContract = contract({
	path: '/api/sessions/[session]/agenda',
	params: { session: sessionId },
	body: agendaItem,
	answer: answers<{ readonly id: AgendaItemId }>()
});

/** Changes, moves, removes or restores an agenda item. */
export const itemContract = contract({
	path: '/api/sessions/[session]/agenda/[item]',
	params: { session: sessionId, item: itemId },
	body: v.variant('do', [
		v.object({
			do: v.literal('change'),
			item: v.partial(agendaItem),
			/** As the person saw it when they began. */
			seen: v.optional(v.partial(agendaItem), {})
		}),
		v.object({ do: v.literal('move'), after: v.optional(itemId) }),
		v.object({ do: v.literal('remove') }),
		v.object({ do: v.literal('restore') })
	]),
	answer: answers<Done>()
});
