import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VersionView } from '#shared/versions/version.ts';
import { listen } from '../support/listener.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';

let meeting: Meeting;

beforeAll(async () => {
	meeting = await holdMeeting();
});
afterAll(() => meeting.end());

test('the documents of a session are kept when it starts and when it closes, and readers are told', async () => {
	const { id } = rowOf<{ id: string }>(meeting, "select id from document where kind = 'board'");
	const run = (command: object) =>
		meeting.post('chair', `/api/sessions/${meeting.session}/run`, command);
	const reasons = async () => {
		const answer = await meeting.get('olga', `/api/documents/${id}/versions`);
		const { versions } = (await answer.json()) as { versions: VersionView[] };
		return versions.map(({ reason }) => reason);
	};
	const olga = await listen(meeting, 'olga');
	expect(await reasons()).toEqual([]);
	expect((await run({ do: 'start' })).status).toBe(200);
	await olga.hears('versions');
	await expect.poll(reasons).toEqual(['start']);
	expect((await run({ do: 'close', overrule: 'a drill' })).status).toBe(200);
	await expect.poll(reasons).toEqual(['end', 'start']);
	olga.close();
});
