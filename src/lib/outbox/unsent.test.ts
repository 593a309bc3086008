import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId } from '#shared/ids.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import { MemoryKeeper } from '../../../tests/support/memory-keeper.ts';
import { Unsent } from './unsent.ts';

const REST = 100; // ms

const notes = newId<DocumentId>();
let keeper: MemoryKeeper;
let doc: Y.Doc;
let made: number;

beforeEach(() => {
	vi.useFakeTimers();
	keeper = new MemoryKeeper();
	doc = new Y.Doc();
	made = 0;
});
afterEach(() => void vi.useRealTimers());

/** Somebody's opening of the notes, who types there. */
function opening() {
	const unsent = new Unsent(notes, Promise.resolve(keeper));
	const type = (words: string) => {
		const note = (update: Uint8Array) => unsent.changed((made += 1), update);
		doc.on('update', note);
		doc.getText('text').insert(doc.getText('text').length, words);
		doc.off('update', note);
	};
	return { unsent, type };
}

const rest = () => vi.advanceTimersByTimeAsync(REST);

/** What somebody would read who had nothing but what is kept. */
function kept(): string {
	const reader = new Y.Doc();
	for (const { update } of keeper.entries.values()) Y.applyUpdate(reader, update);
	return reader.getText('text').toJSON();
}

describe('changes that were not sent', () => {
	it('are kept a moment later, together', async () => {
		const { type } = opening();
		for (const letter of 'train') type(letter);
		await vi.advanceTimersByTimeAsync(REST - 1);
		expect(kept()).toBe('');
		await rest();
		expect([kept(), keeper.entries.size]).toEqual(['train', 1]);
		type(' and boat');
		await rest();
		expect([kept(), keeper.entries.size]).toEqual(['train and boat', 1]);
	});

	it('are kept until the server has all of them', async () => {
		const { unsent, type } = opening();
		type('one');
		type('two');
		await rest();
		unsent.saved(1);
		await rest();
		expect(kept()).toBe('onetwo'); // they were put together
		unsent.saved(2);
		await rest();
		expect(keeper.entries.size).toBe(0);
	});

	it('are not kept when the server was quicker', async () => {
		const { unsent, type } = opening();
		type('one');
		unsent.saved(1);
		await rest();
		expect(keeper.entries.size).toBe(0);
	});

	it('of an earlier opening stay until the server has them', async () => {
		const before = opening();
		before.type('before');
		await rest();
		const { unsent, type } = opening();
		type(' and after');
		const [earlier, ...others] = await unsent.earlier();
		if (!earlier) throw new Error('nothing is left of the opening before');
		expect(others).toEqual([]); // its own are no earlier ones
		unsent.sentAgain(3, earlier);
		unsent.saved(2);
		await rest();
		expect(kept()).toBe('before');
		unsent.saved(3);
		await rest();
		expect(keeper.entries.size).toBe(0);
	});

	it('of an earlier program are told apart, and stay until they are forwarded', async () => {
		keeper.schema = SCHEMA - 1;
		opening().type('before');
		await rest();
		const { unsent } = opening();
		expect(await unsent.earlier()).toEqual([]);
		const [left] = await unsent.outdated();
		if (!left) throw new Error('nothing is left of the earlier program');
		expect([left.schema, kept()]).toEqual([SCHEMA - 1, 'before']);
		unsent.forwarded(left);
		await rest();
		expect(keeper.entries.size).toBe(0);
	});

	it('of a later program are left alone', async () => {
		keeper.schema = SCHEMA + 1;
		opening().type('later');
		await rest();
		const { unsent } = opening();
		expect([await unsent.earlier(), await unsent.outdated()]).toEqual([[], []]);
		expect(kept()).toBe('later');
	});

	it('that are refused stay, and are not sent again', async () => {
		const before = opening();
		before.type('before');
		await rest();
		const { unsent, type } = opening();
		type(' and after');
		for (const earlier of await unsent.earlier()) unsent.sentAgain(3, earlier);
		await unsent.refused();
		expect(kept()).toBe('before and after');
		expect(await opening().unsent.earlier()).toEqual([]);
	});

	it('that the server keeps beside the document are kept here no more', async () => {
		const before = opening();
		before.type('before');
		await rest();
		const { unsent, type } = opening();
		type(' and after');
		await rest();
		for (const earlier of await unsent.earlier()) unsent.sentAgain(3, earlier);
		await unsent.held();
		await rest();
		expect(keeper.entries.size).toBe(0);
	});

	it('are in the page alone where nothing can be kept', async () => {
		const unsent = new Unsent(notes, Promise.resolve(undefined));
		expect(unsent.hasOutbox).toBe(true); // nobody knows yet
		unsent.changed(1, Y.encodeStateAsUpdate(doc));
		await rest();
		expect(unsent.hasOutbox).toBe(false);
		expect(await unsent.earlier()).toEqual([]);
		await unsent.refused();
		unsent.saved(1);
	});

	it('leave nothing in the browser once the document is kept from their writer', async () => {
		const earlier = opening();
		earlier.type('yesterday');
		await rest();
		await earlier.unsent.refused();
		const { unsent, type } = opening();
		type('train');
		await rest();
		type(' and boat');
		await unsent.forget();
		await rest();
		await unsent.keep(); // as when the page is closed
		expect(keeper.entries.size).toBe(0);
	});
});
