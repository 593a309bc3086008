import { expect, it } from 'vitest';
import { newId, type ActionId, type DocumentId } from '../ids.ts';
import { lackingOf } from './closing.ts';

it('lists a record once with all that it lacks, in the order of the records', () => {
	const [first, second] = [newId<ActionId>(), newId<ActionId>()];
	const document = newId<DocumentId>();
	const of = (action: ActionId) => ({ action, document, text: 'send the list' });
	const rows = lackingOf([
		{ code: 'action-without-lead', ...of(first) },
		{ code: 'action-without-date', ...of(first) },
		{ code: 'action-without-date', ...of(second) },
		{ code: 'nobody-present' }
	]);
	expect(rows.map(({ action, codes }) => ({ action, codes }))).toEqual([
		{ action: first, codes: ['action-without-lead', 'action-without-date'] },
		{ action: second, codes: ['action-without-date'] },
		{ action: undefined, codes: ['nobody-present'] }
	]);
});
