import { describe, expect, it } from 'vitest';
import { someAction } from '../../../tests/support/some-action.ts';
import { afterRecordsChange, NO_RECORDS, recordsChange, type RecordsView } from './records-view.ts';

const [list, note, plan] = ['share the list', 'draft the note', 'plan the visit'].map(someAction);
const of = (...actions: (typeof list)[]): RecordsView => ({
	actions: actions.filter((action) => action !== undefined),
	decisions: []
});
const reworded = list && { ...list, text: 'share the whole list' };

describe('a change of records', () => {
	it.each([
		['a new one', of(list), of(list, note)],
		['an older one that came later', of(note), of(list, note)],
		['other words', of(list, note), of(reworded, note)],
		['one that is gone', of(list, note, plan), of(list, plan)],
		['everything', NO_RECORDS, of(list, note, plan)],
		['nothing left', of(list), NO_RECORDS]
	])('leads from one view to the other: %s', (_what, before, now) => {
		const change = recordsChange(before, now);
		expect(change && afterRecordsChange(before, change)).toEqual(now);
	});

	it('is none between equal views', () => {
		expect(recordsChange(of(list), structuredClone(of(list)))).toBeUndefined();
	});

	it('holds only what is different', () => {
		expect(recordsChange(of(list, note), of(reworded, note))).toEqual({
			...of(reworded),
			gone: []
		});
	});
});
