import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	newId,
	type ActionId,
	type DocumentId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import { FakeServer, FakeSocket } from '../../../tests/support/fake-socket.ts';
import { someAction } from '../../../tests/support/some-action.ts';
import { OpenDocuments } from './open-documents.svelte.ts';
import { ReadBacks } from './read-backs.svelte.ts';
import { Records } from './records.svelte.ts';
import { ShownRecords } from './shown-records.svelte.ts';

const CARDS = 200;
const [notes, annex] = [newId<DocumentId>(), newId<DocumentId>()];
let shown: ShownRecords;
let documents: OpenDocuments;
let records: Records;

beforeEach(async () => {
	FakeSocket.opened.length = 0;
	vi.stubGlobal('WebSocket', FakeSocket);
	const socket = { Socket: WebSocket };
	documents = new OpenDocuments(newId<PersonId>(), Promise.resolve(undefined), socket);
	documents.follow(newId<SessionId>(), [notes, annex]);
	const readBacks = new ReadBacks(() => []);
	shown = new ShownRecords();
	const order = () => [notes, annex];
	const server = { readBacks, differing: () => [], numberOf: () => undefined };
	records = new Records({ documents, shown, order, ...server });
	await open(notes);
});
afterEach(() => {
	documents.close();
	vi.unstubAllGlobals();
});

/** Holds a document until the end; resolves when its server has sent it. */
async function open(id: DocumentId): Promise<FakeServer> {
	const before = FakeSocket.opened.length;
	documents.hold(id);
	await vi.waitUntil(() => FakeSocket.opened.length > before);
	const server = new FakeServer();
	server.open();
	await vi.waitUntil(() => documents.isOpen(id));
	return server;
}

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

	it('of a document that is not open are as the server tells, and then as the document has them', async () => {
		const [mine, theirs] = [someAction('share the list'), someAction('draft the note')];
		shown.hear([[annex, { actions: [mine], decisions: [] }]]);
		expect(records.action(mine.id)?.document).toBe(annex);
		shown.hearChange(annex, { actions: [theirs], decisions: [], gone: [mine.id] });
		expect(records.actions.map(({ record }) => record.text)).toEqual(['draft the note']);
		await open(annex);
		expect(records.actions).toEqual([]); // as the test's server has it
	});
});
