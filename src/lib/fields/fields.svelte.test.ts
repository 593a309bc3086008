import { expect, describe, it, onTestFinished, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { find } from '../../../tests/support/mounted.svelte.ts';
import type { Presence } from '../text/others-carets.ts';
import { bindText } from './bind-text.ts';
import { nameOf } from './places.ts';
import { FIELD_CARET, type ToldCaret } from './told-caret.ts';

/** Two people, each with a field of one text; what one tells or writes reaches the other at once. */
function together() {
	const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
	const presence = new Awareness(mine);
	for (const [from, to] of [
		[mine, theirs],
		[theirs, mine]
	] as const)
		from.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'others') Y.applyUpdate(to, update, 'others');
		});
	const text = mine.getText('head:known');
	text.insert(0, 'share the list');
	const shown = {
		mine: field(text, presence),
		theirs: field(theirs.getText('head:known'), seenBy(theirs, presence))
	};
	onTestFinished(() => {
		presence.destroy();
		document.body.replaceChildren();
	});
	return { ...shown, presence, text, me: mine.clientID, them: theirs.clientID };
}

/** Presence as another person has it. */
function seenBy(doc: Y.Doc, presence: Awareness): Presence {
	return {
		clientID: doc.clientID,
		getStates: () => presence.getStates(),
		setLocalStateField: (key, value) => {
			presence.states.set(doc.clientID, { user: { name: 'Olga', colour: 'plum' }, [key]: value });
			presence.emit('change', [{}, 'others']);
		},
		on: (event, heard) => presence.on(event, heard),
		off: (event, heard) => presence.off(event, heard)
	};
}

function field(text: Y.Text, presence: Presence) {
	const place = document.body.appendChild(document.createElement('div'));
	const control = place.appendChild(document.createElement('textarea'));
	const end = bindText(text, presence)(control);
	let isOver = false;
	const goes = () => {
		if (!isOver) end();
		isOver = true;
	};
	onTestFinished(goes);
	return { place, control, end: goes };
}

const type = (control: HTMLTextAreaElement, words: string) => {
	control.setRangeText(words, control.selectionStart, control.selectionEnd, 'end');
	control.dispatchEvent(new Event('input'));
};

const carets = (place: HTMLElement) =>
	[...place.querySelectorAll<HTMLElement>('.field-caret')].map(
		({ dataset, textContent }) => `${textContent} in ${dataset['colour']}`
	);

describe('two fields of one text', () => {
	it('show each other’s words, and the caret and name of who writes', async () => {
		const { mine, theirs } = together();
		theirs.control.focus();
		theirs.control.setSelectionRange(9, 9);
		type(theirs.control, ' long');
		expect(mine.control.value).toBe('share the long list');
		await vi.waitFor(() => expect(carets(mine.place)).toEqual(['Olga in plum']));
		expect(find(mine.place, '.field-carets').ariaHidden).toBe('true');
		expect(carets(theirs.place)).toEqual([]);
		expect(find(mine.place, '.field-mirror').textContent).toBe('share the long list\u200b');
		theirs.control.blur();
		await vi.waitFor(() => expect(carets(mine.place)).toEqual([]));
	});

	it('show where a selection is, which stays while others write before it', async () => {
		const { mine, theirs, presence, text, them } = together();
		theirs.control.focus();
		theirs.control.setSelectionRange(6, 9);
		theirs.control.dispatchEvent(new Event('select'));
		text.insert(0, 'Please ');
		await vi.waitFor(() => expect(carets(mine.place)).toEqual(['Olga in plum']));
		const parts = [...find(mine.place, '.field-mirror').childNodes].map(
			({ textContent }) => textContent
		);
		expect(parts).toEqual(['Please share ', '', 'the', '', ' list', '\u200b']);
		presence.states.delete(them);
		presence.emit('change', [{}, 'others']);
		await vi.waitFor(() => expect(carets(mine.place)).toEqual([]));
	});

	it('take their caret back when they go, and leave that of another field', () => {
		const { mine, presence, text, me } = together();
		const other = field(text.doc?.getText('head:unknown') ?? text, presence);
		const told = () =>
			(presence.getStates().get(me)?.[FIELD_CARET] as ToldCaret | null | undefined)?.field;
		mine.control.focus();
		expect(told()).toBe('head:known');
		other.control.focus();
		expect(told()).toBe('head:unknown');
		mine.end();
		expect(told()).toBe('head:unknown');
		other.end();
		expect(told()).toBeUndefined();
	});

	it('draw nothing of what makes no sense', async () => {
		const { mine, theirs, presence, text } = together();
		const at = { client: -1, clock: 0 };
		const beyond = { client: 7, clock: 2 ** 40 };
		const field = nameOf(text);
		const strange = [
			null,
			'x',
			{ field },
			{ field, anchor: at },
			{ field, anchor: at, head: { client: 1.5, clock: 0 } },
			{ field, anchor: at, head: { client: 1, clock: -1 } },
			{ field, anchor: beyond, head: beyond },
			{ field: { field }, anchor: at, head: at },
			{ field: 'head:unknown', anchor: at, head: at }
		];
		for (const [i, caret] of strange.entries())
			presence.states.set(1000 + i, { [FIELD_CARET]: caret });
		for (let i = 0; i < 500; i++)
			presence.states.set(5000 + i, {
				user: i % 2 ? 'x' : { name: 'n'.repeat(5_000), colour: 7 },
				[FIELD_CARET]: { field, anchor: at, head: at }
			});
		theirs.control.focus();
		await vi.waitFor(() => expect(carets(mine.place)).toHaveLength(100));
		expect(carets(mine.place).slice(0, 2)).toEqual([`${'n'.repeat(80)} in slate`, ' in slate']);
	});
});
