import { expect, it } from 'vitest';
import { newId, type DocumentId } from '#shared/ids.ts';
import type { DocumentRecords } from '#shared/protocol/live.ts';
import type { RecordsView } from '#shared/board/records-view.ts';
import { someAction } from '../../tests/support/some-action.ts';
import { ShownRecords } from './shown-records.ts';

const [annex, other] = [newId<DocumentId>(), newId<DocumentId>()];
const viewOf = (...texts: string[]): RecordsView => ({
	actions: texts.map(someAction),
	decisions: []
});

async function told(shown: ShownRecords, ...documents: DocumentId[]) {
	let all: readonly DocumentRecords[] = [];
	await shown.tell(documents, (records) => (all = records));
	return all;
}

it('hands over what became true while it was read', async () => {
	const { promise, resolve } = Promise.withResolvers<RecordsView>();
	const shown = new ShownRecords({ read: () => promise, unawaited: () => undefined });
	const telling = told(shown, annex);
	const now = viewOf('now');
	expect(shown.change(annex, now)).toBe('whole');
	resolve(viewOf('before'));
	expect(await telling).toEqual([[annex, now]]);
});

it('hands over the others when one cannot be read, and says so', async () => {
	const failures: unknown[] = [];
	const found = viewOf('share the list');
	const shown = new ShownRecords({
		read: async (id) => (id === annex ? Promise.reject(new Error('damaged')) : found),
		unawaited: (work) => void work.catch((error: unknown) => failures.push(error))
	});
	expect(await told(shown, annex, other)).toEqual([[other, found]]);
	expect(failures).toEqual([new Error('damaged')]);
});

it('remembers a bounded number of records, those of the latest documents', async () => {
	let reads = 0;
	const found = viewOf(...Array.from({ length: 9_000 }, () => 'x'));
	const read = async () => {
		reads += 1;
		return found;
	};
	const shown = new ShownRecords({ read, unawaited: () => undefined });
	const third = newId<DocumentId>();
	for (const id of [annex, other, third, third, other, annex]) await told(shown, id);
	expect(reads).toBe(4); // only the first was forgotten
});
