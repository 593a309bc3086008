import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type PersonId, type SessionId } from '#shared/ids.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { Audit } from './audit.ts';

let store: TestDatabase;
let audit: Audit;
const session = newId<SessionId>();
const person = newId<PersonId>();

beforeEach(async () => {
	store = await openDatabase();
	audit = new Audit(store.database);
});
afterEach(() => store.end());

const entry = {
	person,
	session,
	command: 'run.next',
	detail: { from: 'x' },
	outcome: 'done'
} as const;

describe('the audit', () => {
	it('lists a session’s entries in order, including refusals and those without a person', async () => {
		await audit.record(entry);
		await audit.record({ ...entry, person: undefined, outcome: 'not-found' });
		await audit.record({ ...entry, session: newId<SessionId>() });
		expect(await audit.list(session)).toMatchObject([
			entry,
			{ person: undefined, outcome: 'not-found' }
		]);
	});

	it('is rolled back with the transaction it was written in', async () => {
		const failing = store.database.transaction().execute(async (transaction) => {
			await audit.record(entry, transaction);
			throw new Error('the rest failed');
		});
		await expect(failing).rejects.toThrow('the rest failed');
		expect(await audit.list(session)).toEqual([]);
	});

	it('is append-only', async () => {
		await audit.record(entry);
		const { database } = store;
		await expect(database.deleteFrom('audit').execute()).rejects.toThrow('only added to');
		const change = database.updateTable('audit').set({ outcome: 'forbidden' }).execute();
		await expect(change).rejects.toThrow('only added to');
		expect(await audit.list(session)).toMatchObject([entry]);
	});
});
