import { describe, expect, it } from 'vitest';
import { addRecord, sayRecord, copiesOf } from '#shared/records/records.ts';
import type { RecordAt } from '#shared/find/passages.ts';
import { writeIn } from '../../../../../tests/support/written-text.ts';
import {
	find,
	findAgain,
	replaceCurrent,
	replaceEvery,
	step,
	stopFinding
} from './find-actions.ts';
import { findingOf } from './find-plugin.ts';

type Written = Awaited<ReturnType<typeof writeIn>>;

const all = () => true;

function looking({ editor }: Written, words: string, how = {}) {
	find(editor, { words, matchCase: false, wholeWords: false, ...how });
	return {
		state: () => {
			const finding = findingOf(editor.state);
			return finding && `${finding.current + 1} of ${finding.found.total}`;
		},
		marks: () =>
			[...editor.view.dom.querySelectorAll('.found')].map(({ textContent }) => textContent),
		now: () => editor.view.dom.querySelector('.found-now')?.textContent
	};
}

const LINES = [
	['paragraph', 'The list of Łukasz'],
	['paragraph', 'nothing'],
	['bullet', 'another list, and a list']
] as const;

describe('finding in a text', () => {
	it('highlights every match, and goes from one to the next and round', async () => {
		const written = await writeIn(LINES);
		const { state, marks, now } = looking(written, 'list');
		expect([marks(), state(), now()]).toEqual([['list', 'list', 'list'], '1 of 3', 'list']);
		step(written.editor, 1);
		step(written.editor, 1);
		expect(state()).toBe('3 of 3');
		step(written.editor, 1);
		expect(state()).toBe('1 of 3');
		step(written.editor, -1);
		stopFinding(written.editor);
		expect(state()).toBeUndefined();
		expect(marks()).toEqual([]);
		const { from, to } = written.editor.state.selection;
		expect(written.editor.state.doc.textBetween(from - 2, to)).toBe('a list');
	});

	it('follows what oneself and others write', async () => {
		const written = await writeIn(LINES);
		const { state, marks } = looking(written, 'lukasz');
		expect(marks()).toEqual(['Łukasz']);
		written.theirs.insert(1, 'Łu\u00adkasz: ');
		expect(marks()).toEqual(['Łu\u00adkasz', 'Łukasz']);
		expect(state()).toBe('2 of 2');
		written.caret('nothing');
		written.type(' of lukasz');
		expect(marks()).toHaveLength(3);
		written.caret('nothing of luk', 'behind');
		written.press('Enter');
		expect(marks()).toHaveLength(2);
		expect(written.isRead()).toBe(true);
	});

	it('replaces one match after the other, and passes over those that were replaced', async () => {
		const written = await writeIn(LINES);
		const { state } = looking(written, 'list');
		expect(replaceCurrent(written.editor, 'list of lists', all)).toBe(true);
		expect(state()).toBe('3 of 4');
		expect(replaceCurrent(written.editor, '', all)).toBe(true);
		expect(written.lines().at(-1)).toBe('bullet another , and a list');
		expect(written.isRead()).toBe(true);
		written.press('Mod-z');
		expect(written.lines().at(-1)).toBe('bullet another list, and a list');
	});

	it('replaces in cards, but not what is agreed; one undo takes all back', async () => {
		const written = await writeIn([['paragraph', '! send the list'], ...LINES]);
		written.caret('the list');
		written.press('Enter');
		const [id = ''] = written.actions();
		addRecord(written.doc, 'actions', 'b'.repeat(24), [], 'in no text: list');
		const { state } = looking(written, 'list');
		expect(state()).toMatch(/ of 4$/);
		expect(replaceEvery(written.editor, 'paper', () => false)).toEqual({ replaced: 3, locked: 1 });
		written.press('Mod-z');
		const open = ({ id: one }: RecordAt) => one === id;
		expect(replaceEvery(written.editor, 'paper', open)).toEqual({ replaced: 4, locked: 0 });
		written.press('Mod-z');
		expect(state()).toMatch(/ of 4$/);
		sayRecord(copiesOf(written.doc, 'actions', id), 'list, list');
		findAgain(written.editor);
		expect(state()).toMatch(/ of 5$/);
	});
});
