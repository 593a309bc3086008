import { afterAll, beforeAll, expect, test } from 'vitest';
import { damage } from '../support/damage.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

let meeting: Meeting;
let notes: string;
let browser: StockClient;

beforeAll(async () => {
	meeting = await holdMeeting();
	notes = rowOf<{ id: string }>(meeting, "select id from document where kind = 'board'").id;
	browser = await StockClient.open(meeting, notes, 'rapporteur');
});
afterAll(async () => {
	browser.end();
	await meeting.end();
});

async function type(key: string): Promise<void> {
	browser.doc.getMap('drill').set(key, 'typed');
	await browser.saved();
}

const recover = (who: 'olga' | 'rapporteur') =>
	meeting.post(who, `/api/documents/${notes}/recovery`, { do: 'recover' });
const administration = async () => (await meeting.get('outsider', '/administration')).text();

test('a damaged document comes back as its last good version, and an open browser sends what came after', async () => {
	await type('before');
	await meeting.post('rapporteur', `/api/documents/${notes}/versions`, { label: 'Good' });
	await type('after');
	await damage(meeting, notes);
	await meeting.says(new RegExp(`"document":"${notes}".*"a document is set aside"`));
	expect(await administration()).toContain('Documents that cannot be read');

	expect((await recover('olga')).status).toBe(403);
	const answer = await recover('rapporteur');
	const { id } = rowOf<{ id: string }>(
		meeting,
		"select id from document_version where label = 'Good'"
	);
	expect([answer.status, await answer.json()]).toEqual([200, { version: id }]);

	const olga = await StockClient.open(meeting, notes, 'olga');
	await olga.until(() => olga.doc.getMap('drill').get('after') === 'typed');
	expect(olga.doc.getMap('drill').get('before')).toBe('typed');
	olga.end();
	expect(rowsOf(meeting, 'select id from document_damaged')).not.toEqual([]);
	expect(await administration()).not.toContain('Documents that cannot be read');
});
