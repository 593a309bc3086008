import { m } from '#messages/messages.js';
import * as v from 'valibot';
import type { ChangeRequest } from '../follow-up/change-request.ts';
import type { FollowUpEntry, FollowUpView } from '../follow-up/follow-up.ts';
import { LEAD_ANSWERS, MOVE_NAMES } from '../follow-up/moves.ts';
import { PRIORITIES } from '../follow-up/status.ts';
import type { OrganisationId, PersonId } from '../ids.ts';
import type { RegisterAction } from '../register/register-action.ts';
import type { BulkOutcome } from '../register/views.ts';
import { answers, contract, question, type Done, type Sent } from './contract.ts';
import {
	actionId,
	dayField,
	documentId,
	longText,
	organisationId,
	orNull,
	personId,
	requestId,
	sessionId
} from './fields.ts';

const MOST_CHANGES = 50; // the page splits more into several requests, and shows progress

const organisations = v.pipe(
	v.array(organisationId),
	v.maxLength(200, () => m.field_at_most_200_organisations())
);

const actionFields = {
	leadOrganisation: orNull(organisationId),
	leadPerson: orNull(personId),
	due: orNull(dayField),
	priority: v.picklist(PRIORITIES, () => m.field_no_priority())
};

/** A change to an action from outside its session; fields left out stay as they are. */
const actionChange = v.partial(
	v.object({
		...actionFields,
		text: v.pipe(
			longText,
			v.minLength(1, () => m.field_must_not_be_empty())
		),
		support: organisations,
		informed: organisations,
		dependsOn: v.pipe(
			v.array(actionId),
			v.maxLength(100, () => m.field_at_most_100_actions())
		)
	})
);

const askedChange = v.partial(
	v.object({
		text: v.pipe(
			longText,
			v.minLength(1, () => m.field_must_not_be_empty())
		),
		leadOrganisation: v.nullable(organisationId),
		leadPerson: v.nullable(personId),
		due: v.nullable(dayField)
	})
);

/** What the person saw before, so that a later change by someone else is not overwritten unseen. */
const actionSeen = v.partial(v.object({ ...actionFields, text: longText }));

const words = v.optional(longText, '');
const change = { do: v.literal('change'), change: actionChange, seen: v.optional(actionSeen) };
const move = {
	do: v.literal('move'),
	words,
	move: v.picklist(MOVE_NAMES, () => m.field_no_step())
};
const place = { document: documentId, action: actionId };

/** A page of the register: the filter as in the page's address, plus `from` and `count`. */
export const registerQuestion = question({
	...{ path: '/api/actions', params: {} },
	answer: answers<{ readonly actions: readonly RegisterAction[] }>()
});

/** Changes several actions. Each is checked on its own, and the answer gives the outcome of each. */
export const changeActionsContract = contract({
	...{ path: '/api/actions', params: {} },
	body: v.object({
		changes: v.pipe(
			v.array(
				v.variant('do', [v.object({ ...place, ...change }), v.object({ ...place, ...move })])
			),
			v.minLength(1, () => m.field_nothing_to_change()),
			v.maxLength(MOST_CHANGES, () => m.field_at_most_at_once({ most: MOST_CHANGES }))
		)
	}),
	answer: answers<{ readonly outcomes: readonly BulkOutcome[] }>()
});

const ofAction = { path: '/api/actions/[action]', params: { action: actionId } } as const;

/** Changes an action in its document, or what the server keeps of it. */
export const actionContract = contract({
	...ofAction,
	body: v.variant('do', [
		v.object({ document: documentId, ...change }),
		v.object({ document: documentId, ...move, by: v.optional(actionId) }),
		v.object({
			...{ do: v.literal('note'), document: documentId, words: longText },
			kind: v.picklist(['progress', 'evidence'], () => m.field_no_kind_of_note())
		}),
		v.object({
			...{ do: v.literal('answer'), document: documentId, words },
			answer: v.picklist(LEAD_ANSWERS, () => m.field_no_answer())
		}),
		v.object({ do: v.literal('ask-change'), document: documentId, change: askedChange, words }),
		v.object({ do: v.literal('grant-change'), document: documentId, request: requestId }),
		v.object({ do: v.literal('refuse-change'), document: documentId, request: requestId, words })
	]),
	answer: answers<FollowUpView | Done>()
});
export type ActionCommand = Sent<typeof actionContract>;

/** The history of an action, in the document that the query names, and the changes of it that people ask for. */
export const historyQuestion = question({
	...ofAction,
	answer: answers<{
		readonly entries: readonly FollowUpEntry[];
		readonly requests: readonly ChangeRequest[];
	}>()
});

/** Who can lead an action of a session: its delegations and their people. For participants only. */
export const leadsQuestion = question({
	path: '/api/sessions/[session]/delegations',
	params: { session: sessionId },
	answer: answers<{ readonly delegations: readonly LeadChoice[] }>()
});

export interface LeadChoice {
	readonly organisation: OrganisationId;
	readonly code: string;
	readonly name: string;
	readonly people: readonly { readonly id: PersonId; readonly name: string }[];
}
