import { describe, expect, it } from 'vitest';
import type { FollowUpEvent, FollowUpKind } from '#shared/follow-up/follow-up.ts';
import { newId, type ActionId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import { columnsOf, eventOf } from './follow-up-event.ts';

const nobody = { organisation: undefined, person: undefined };
const somebody = { organisation: newId<OrganisationId>(), person: newId<PersonId>() };

/** At least one of every kind; a new kind without one does not compile. */
const EVENTS: { [Kind in FollowUpKind]: Extract<FollowUpEvent, { kind: Kind }>[] } = {
	lead: [
		{ kind: 'lead', from: nobody, to: somebody },
		{ kind: 'lead', from: somebody, to: nobody, writer: newId<PersonId>() }
	],
	due: [
		{ kind: 'due', from: undefined, to: '2024-07-26' },
		{ kind: 'due', from: '2024-07-26', to: undefined }
	],
	moved: [
		{ kind: 'moved', from: 'agreed', to: 'in-progress' },
		{ kind: 'moved', from: 'agreed', to: 'superseded', by: newId<ActionId>() }
	],
	'taken-on': [
		{ kind: 'taken-on', to: 'accepted', step: 'agreed' },
		{ kind: 'taken-on', to: 'declined' }
	],
	progress: [{ kind: 'progress' }],
	evidence: [{ kind: 'evidence' }, { kind: 'evidence', step: 'completed' }],
	asked: [
		{ kind: 'asked', change: { due: null, text: 'two lists' } },
		{ kind: 'asked', change: { leadOrganisation: newId<OrganisationId>(), leadPerson: null } }
	],
	granted: [{ kind: 'granted', asker: newId<PersonId>() }],
	refused: [{ kind: 'refused', asker: newId<PersonId>() }]
};

describe('an event in columns', () => {
	it.each(Object.values(EVENTS).flat())('is read as it was written: %o', (event) => {
		expect(eventOf(columnsOf(event))).toEqual(event);
	});

	it.each([
		['lead', '{}'],
		['lead', 'not json'],
		['lead', 'null'],
		['lead', '[]'],
		['moved', '{"from":"agreed","to":"nowhere"}'],
		['moved', '{"from":1,"to":2}'],
		['taken-on', '{"to":"asked"}'],
		['elsewhere', '{}']
	])('is nothing when it is malformed: %s %s', (kind, detail) => {
		expect(eventOf({ kind: kind as FollowUpKind, detail })).toBeUndefined();
	});
});
