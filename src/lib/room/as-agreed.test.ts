import { expect, it } from 'vitest';
import type { AgreedAction, FollowUpView } from '#shared/follow-up/follow-up.ts';
import { newId, type ActionId, type DocumentId, type SessionId } from '#shared/ids.ts';
import { someAction } from '../../../tests/support/some-action.ts';
import { asAgreed } from './as-agreed.ts';

const agreed: AgreedAction = {
	...{ text: 'send the list', leadOrganisation: undefined, leadPerson: undefined },
	due: '2024-09-30'
};
const view = (action: ActionId): FollowUpView => ({
	...{ document: newId<DocumentId>(), session: newId<SessionId>(), action, revision: 1, agreed },
	...{ status: 'agreed', takenOn: undefined, originalDue: undefined, slips: 0, dueAt: undefined },
	changesAsked: 0
});

it('shows what was agreed in the place of what the document says', () => {
	const [mine, other] = [someAction('do nothing'), someAction('draft the note')];
	const shown = asAgreed([mine, other], [view(mine.id)]);
	expect(shown.map(({ text, due }) => [text, due])).toEqual([
		['send the list', '2024-09-30'],
		['draft the note', undefined]
	]);
});

it('shows an agreed action that the document has lost, after the others', () => {
	const [other, lost] = [someAction('draft the note'), newId<ActionId>()];
	const shown = asAgreed([other], [view(lost)]);
	expect(shown.map(({ id, text }) => [id, text])).toEqual([
		[other.id, 'draft the note'],
		[lost, 'send the list']
	]);
});

it('leaves the list alone when documents say what was agreed', () => {
	const records = [someAction('draft the note')];
	expect(asAgreed(records, [])).toBe(records);
});
