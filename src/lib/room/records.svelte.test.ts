import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type ActionId, type DocumentId, type SessionId } from '#shared/ids.ts';
import { FakeSocket } from '../../../tests/support/fake-socket.ts';
import { OpenDocuments } from './open-documents.svelte.ts';
import { ReadBacks } from './read-backs.svelte.ts';
import { Records } from './records.svelte.ts';

const CARDS = 200;
const notes = newId<DocumentId>();
let documents: OpenDocuments;
let records: Records;

beforeEach(() => {
	vi.stubGlobal('WebSocket', FakeSocket);
	documents = new OpenDocuments();
	documents.follow(newId<SessionId>(), [notes]);
	const readBacks = new ReadBacks(() => []);
	records = new Records({ documents, readBacks, numberOf: () => undefined });
});
afterEach(() => {
	documents.close();
	vi.unstubAllGlobals();
});

function add(text: string): ActionId {
	const id = newId<ActionId>();
	records.addAction(notes, {
		...{ id, text, leadOrganisation: undefined, leadPerson: undefined, support: [] },
		...{ due: undefined, item: undefined, unread: [], createdBy: undefined },
		createdAt: '2024-07-12T10:00:00Z'
	});
	return id;
}

describe('the records of a room', () => {
	it('are read once per change, however many cards show them', () => {
		const ids = Array.from({ length: CARDS }, (_, i) => add(`action ${i}`));
		const reads = new Set<unknown>();
		let shown = 0;
		const end = $effect.root(() => {
			for (const id of ids)
				$effect(() => {
					reads.add(records.actions);
					if (records.action(id)) shown += 1;
				});
		});
		flushSync();
		expect([reads.size, shown]).toEqual([1, CARDS]);
		records.changeAction(notes, ids[7] ?? newId(), { text: 'other words' });
		flushSync();
		expect([reads.size, shown]).toEqual([2, 2 * CARDS]);
		end();
	});

	it('are found by id, and are gone once withdrawn, until that is undone', () => {
		const id = add('share the list');
		expect(records.action(id)?.record.text).toBe('share the list');
		records.withdrawAction(notes, id);
		expect(records.action(id)).toBeUndefined();
		expect(records.withdrawn).toBe('The action was withdrawn.');
		records.restoreWithdrawn();
		expect(records.action(id)?.record.text).toBe('share the list');
		expect(records.withdrawn).toBeUndefined();
	});
});
