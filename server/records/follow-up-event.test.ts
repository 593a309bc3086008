import { describe, expect, it } from 'vitest';
import type { FollowUpEvent } from '#shared/follow-up/follow-up.ts';
import { newId, type ActionId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import { columnsOf, eventOf } from './follow-up-event.ts';

const organisation = newId<OrganisationId>();
const person = newId<PersonId>();
const nobody = { organisation: undefined, person: undefined };

describe('an event of an action’s history', () => {
	it.each<FollowUpEvent>([
		{ kind: 'lead', from: nobody, to: { organisation, person: undefined }, writer: person },
		{ kind: 'lead', from: { organisation, person }, to: nobody },
		{ kind: 'due', from: undefined, to: '2024-07-26' },
		{ kind: 'moved', from: 'agreed', to: 'blocked' },
		{ kind: 'moved', from: 'agreed', to: 'superseded', by: newId<ActionId>() },
		{ kind: 'taken-on', to: 'accepted', step: 'agreed' },
		{ kind: 'progress' },
		{ kind: 'evidence', step: 'completed' }
	])('is read as it was written: $kind', (event) => {
		expect(eventOf(columnsOf(event))).toStrictEqual(event);
	});

	it.each(['', '{"from":', '[]', '{"from":"agreed"}', '{"from":"agreed","to":"lost"}'])(
		'is undefined where the row holds %j',
		(detail) => expect(eventOf({ kind: 'moved', detail })).toBeUndefined()
	);
});
