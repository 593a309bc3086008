import { describe, expect, it } from 'vitest';
import { forceOf, VERB_FORCES } from '../board/decisions.ts';
import {
	newId,
	type DecisionId,
	type DocumentId,
	type ReadBackId,
	type SessionId
} from '../ids.ts';
import { isFrozen, newer, resultOf, type ReadBackAnswer, type ReadBackView } from './read-back.ts';

describe('the result of the answers', () => {
	it.each<[string, ReadBackAnswer[]]>([
		['agreed', ['agree', 'agree']],
		['agreed', ['agree', 'not-present']],
		['agreed-with-reservation', ['agree', 'reservation', 'not-present']],
		['agreed-with-reservation', ['reservation']],
		['agreed-in-part', ['agree', 'cannot-join']],
		['agreed-in-part', ['reservation', 'cannot-join']],
		['not-agreed', ['cannot-join', 'not-present']],
		['not-agreed', ['not-present']],
		['not-agreed', []]
	])('%s: %j', (result, answers) =>
		expect(resultOf(answers.map((answer) => ({ answer })))).toBe(result)
	);
});

it('a wording is frozen while it is being read back and once it is agreed', () => {
	const results = [undefined, 'agreed', 'agreed-with-reservation', 'agreed-in-part'] as const;
	for (const result of results) expect(isFrozen(result)).toBe(true);
	for (const result of ['not-agreed', 'taken-back'] as const) expect(isFrozen(result)).toBe(false);
});

it('the newer of two views is the one opened later, then the one with the higher revision', () => {
	const view = (more: Partial<ReadBackView>): ReadBackView => ({
		...{ id: 'one' as ReadBackId, session: newId<SessionId>(), document: newId<DocumentId>() },
		...{ decision: newId<DecisionId>(), revision: 0, kind: 'decision', verb: 'agreed', text: '' },
		...{ openedAt: 1, closedAt: undefined, result: undefined, answers: [] },
		...more
	});
	const [first, changed] = [view({}), view({ revision: 3 })];
	const again = view({ id: 'two' as ReadBackId, openedAt: 2 });
	for (const [older, later] of [
		[first, changed],
		[changed, again]
	] as const) {
		expect(newer(older, later)).toBe(later);
		expect(newer(later, older)).toBe(later);
	}
});

it('each verb has one force', () => {
	const verbs = Object.values(VERB_FORCES).flat();
	expect(new Set(verbs).size).toBe(verbs.length);
	expect(forceOf('decided')).toBe('binding');
	expect(forceOf('undertook')).toBe('action');
	expect(forceOf('took note')).toBe('none');
});
