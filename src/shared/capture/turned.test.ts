import { describe, expect, it } from 'vitest';
import type { ActionRecord } from '../board/actions.ts';
import { DECISION_KINDS, DECISION_VERBS, type DecisionRecord } from '../board/decisions.ts';
import {
	newId,
	type ActionId,
	type DecisionId,
	type OrganisationId,
	type PersonId
} from '../ids.ts';
import { capture } from './capture.ts';
import { actionOfDecision, lineOfAction, lineOfDecision, wordingOfAction } from './turned.ts';

const doj = newId<OrganisationId>();
const ec = newId<OrganisationId>();
const olga = newId<PersonId>();
const scene = {
	directory: {
		organisations: [
			{ id: doj, code: 'US-DOJ' },
			{ id: ec, code: 'EC' }
		],
		persons: [{ id: olga, handle: 'Olga', organisation: doj }]
	},
	calendar: { today: '2024-07-12' }
};
const made = { item: undefined, illustrative: false, createdBy: undefined, createdAt: '' };
const action = (more: Partial<ActionRecord> = {}): ActionRecord => ({
	...{ id: newId<ActionId>(), text: 'share the list', ...made },
	...{ leadOrganisation: doj, leadPerson: olga, support: [ec], due: '2024-09-30', unread: [] },
	...{ informed: [], priority: 'normal', dependsOn: [] },
	...more
});
const decision = (more: Partial<DecisionRecord> = {}): DecisionRecord => ({
	...{ id: newId<DecisionId>(), kind: 'decision', verb: 'agreed', text: 'to share the list' },
	...{ action: undefined, ...made },
	...more
});

describe('typing the line of a record creates the same record', () => {
	it.each([
		action(),
		action({ leadPerson: undefined, support: [] }),
		action({ leadOrganisation: undefined, leadPerson: undefined, support: [], due: undefined }),
		action({ text: 'write down\nwhat was said by hand' })
	])('an action: $text', (one) => {
		const { text, leadOrganisation, leadPerson, support, due, unread } = one;
		expect(capture(lineOfAction(one, scene.directory), scene)).toEqual({
			kind: 'action',
			action: {
				...{ text: text.replace('\n', ' '), leadOrganisation, leadPerson, support, due, unread }
			}
		});
	});

	it('an action with unread words keeps them', () => {
		const line = lineOfAction(action({ due: undefined, unread: ['COB'] }), scene.directory);
		expect(line).toBe('! @US-DOJ, @Olga, @EC share the list COB');
	});

	const kinds = DECISION_KINDS.flatMap((kind) => DECISION_VERBS.map((verb) => ({ kind, verb })));
	it.each(kinds)('a $kind with the verb $verb', ({ kind, verb }) => {
		const line = lineOfDecision(decision({ kind, verb }));
		expect(capture(line, scene)).toEqual({ kind, verb, text: 'to share the list' });
	});
});

describe('a record converted into another kind keeps what it says', () => {
	it('an action becomes a wording with its owners and due date', () => {
		expect(wordingOfAction(action(), scene.directory)).toBe(
			'US-DOJ, EC to share the list by 30 September 2024'
		);
		const bare = action({ leadOrganisation: undefined, support: [], due: undefined });
		expect(wordingOfAction(bare, scene.directory)).toBe('share the list');
	});

	it('a decision becomes an action with the date that it names', () => {
		const text = 'to share the list by 30 Sept';
		expect(actionOfDecision(decision({ text }), scene)).toMatchObject({
			...{ text: 'to share the list', due: '2024-09-30', leadOrganisation: undefined }
		});
	});

	it('a decision without words, or starting with a sign, loses nothing', () => {
		expect(actionOfDecision(decision({ text: '' }), scene).text).toBe('');
		expect(actionOfDecision(decision({ text: '! twice' }), scene).text).toBe('! twice');
	});
});
