import { afterAll, beforeAll, expect, test } from 'vitest';
import { removedIn } from '#shared/bin/bin.ts';
import { keepRuns } from '#shared/bin/was.ts';
import { headsOf } from '#shared/text/place.ts';
import { removeLine } from '#shared/text/write.ts';
import { linesIn, writeLine } from '../support/lines.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { StockClient } from '../support/stock-client.ts';

let meeting: Meeting;

beforeAll(async () => {
	meeting = await holdMeeting();
});
afterAll(() => meeting.end());

test('[T15] when a session closes, its documents forget what was removed', async () => {
	const { id } = rowOf<{ id: string }>(meeting, "select id from document where kind = 'briefing'");
	const run = (command: object) =>
		meeting.post('chair', `/api/sessions/${meeting.session}/run`, command);
	const olga = await StockClient.open(meeting, `${meeting.session}/${id}`, 'olga');
	const text = olga.doc.getText('lines');
	const before = linesIn(text);
	olga.doc.transact(() => {
		writeLine(text, 'a secret');
		const head = headsOf(text).at(-1);
		if (!head) return;
		keepRuns(head, [{ text: 'a secret', marks: [] }], 1);
		removeLine(text, head);
	});
	expect(await olga.saved()).toBe(true);
	const bin = () => removedIn(text).map(({ words }) => words);
	expect(bin()).toEqual(['a secret']);
	await run({ do: 'start' });
	expect(bin()).toEqual(['a secret']);
	await run({ do: 'close', overrule: 'time is up' });
	await olga.until(() => bin().length === 0);
	expect(linesIn(text)).toEqual(before);
	const versions = async () => (await meeting.get('olga', `/api/documents/${id}/versions`)).text();
	await expect.poll(versions).toContain('"reason":"end"');
	olga.end();
});
