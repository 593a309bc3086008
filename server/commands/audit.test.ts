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
	it('keeps entries in order, refusals and those of strangers too', async () => {
		await audit.record(entry);
		await audit.record({ ...entry, person: undefined, outcome: 'not-found' });
		await audit.record({ ...entry, session: newId<SessionId>() });
		expect(await audit.list(session)).toMatchObject([
			entry,
			{ person: undefined, outcome: 'not-found' }
		]);
	});

	it('is stored with what was done, or not at all', async () => {
		const failing = store.database.transaction().execute(async (transaction) => {
			await audit.record(entry, transaction);
			throw new Error('the rest failed');
		});
		await expect(failing).rejects.toThrow('the rest failed');
		expect(await audit.list(session)).toEqual([]);
	});

	it('is only added to', async () => {
		await audit.record(entry);
		const { database } = store;
		await expect(database.deleteFrom('audit').execute()).rejects.toThrow('only added to');
		const change = database.updateTable('audit').set({ outcome: 'forbidden' }).execute();
		await expect(change).rejects.toThrow('only added to');
		expect(await audit.list(session)).toMatchObject([entry]);
	});
});
