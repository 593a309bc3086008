import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type DocumentId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import { insertDocument, insertSession } from '../../tests/support/bare-rows.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { Audit } from '../commands/audit.ts';
import { Reads } from './reads.ts';

let store: TestDatabase;
let audit: Audit;
let reads: Reads;
let open: DocumentId;
let red: DocumentId;
let limited: DocumentId;
const olga = newId<PersonId>();

beforeEach(async () => {
	store = await openDatabase();
	audit = new Audit(store.database);
	reads = new Reads({ audit, database: store.database });
	const session = await insertSession(store.database);
	[open, red, limited] = [newId<DocumentId>(), newId<DocumentId>(), newId<DocumentId>()];
	for (const id of [open, red, limited]) await insertDocument(store.database, session, id);
	const { database } = store;
	const organisation = newId<OrganisationId>();
	await database
		.insertInto('organisation')
		.values({ id: organisation, code: 'DOJ', name: 'DOJ', country: 'US', colour: '' })
		.execute();
	await database.updateTable('document').set({ label: 'TLP:RED' }).where('id', '=', red).execute();
	await database
		.insertInto('document_audience')
		.values({ document_id: limited, organisation_id: organisation, person_id: null })
		.execute();
});
afterEach(async () => {
	vi.useRealTimers();
	await store.end();
});

const noted = async () =>
	(await store.database.selectFrom('audit').selectAll().orderBy('seq').execute())
		.filter(({ command }) => command === 'document.read')
		.map(
			({ person_id, detail, outcome }) =>
				`${person_id === olga ? 'olga' : 'other'} ${detail} ${outcome}`
		);
const row = (document: DocumentId, way: string) => `olga ${JSON.stringify({ document, way })} done`;

describe('reading', () => {
	it('is audited of what not everybody may read and of TLP:RED, and of nothing else', async () => {
		await reads.note(olga, [open, red, limited, newId()], 'register');
		expect((await noted()).toSorted()).toEqual(
			[row(red, 'register'), row(limited, 'register')].toSorted()
		);
	});

	it('is audited once in an hour for a person, a document and a way', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		for (const way of ['editor', 'editor', 'version', 'editor'] as const)
			await reads.note(olga, [red], way);
		await reads.note(newId(), [red], 'editor');
		expect(await noted()).toHaveLength(3);
		vi.advanceTimersByTime(3_600_000);
		await reads.note(olga, [red], 'editor');
		expect(await noted()).toHaveLength(4);
	});

	it('of many at once is written together, and before any of them goes on', async () => {
		const writes = vi.spyOn(audit, 'recordAll');
		const people = Array.from({ length: 50 }, () => newId<PersonId>());
		await Promise.all(people.map((person) => reads.note(person, [red, limited], 'editor')));
		expect(await noted()).toHaveLength(100);
		expect(writes.mock.calls.length).toBeLessThan(10);
	});

	it('fails when it cannot be written, and is tried again', async () => {
		vi.spyOn(audit, 'recordAll').mockRejectedValueOnce(new Error('the disk is full'));
		await expect(reads.note(olga, [red], 'editor')).rejects.toThrow('the disk is full');
		await reads.note(olga, [red], 'editor');
		expect(await noted()).toEqual([row(red, 'editor')]);
	});
});
