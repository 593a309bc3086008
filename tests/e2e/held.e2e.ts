import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let line: Line;

beforeEach(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	line = await layLine(meeting.address);
});
afterEach(async () => {
	await windows.close();
	await line.close();
	await meeting.end();
});

const LATE = 'Written while the session was being closed.';

it('words that arrive after the session was closed are kept, seen by both, and taken over by the chair', async () => {
	const chair = await windows.open('chair');
	const chairs = await openItem(chair, meeting, 4);
	const olga = await windows.open('olga', { through: line.address });
	const notes = await openItem(olga, meeting, 4);
	await toEnd(notes);
	line.cut();
	await olga.keyboard.type(LATE);
	await closeTheSession(chair, meeting);
	line.restore();

	const told = olga.getByRole('region', { name: 'Kept, not taken over' });
	await told.filter({ hasText: 'A change of yours: the session was closed' }).waitFor();
	await told.getByText(LATE).waitFor();
	await olga.getByText('read only for you').first().waitFor();
	await saved(olga); // nothing is "Saving…" that never will be
	expect(await notes.innerText()).not.toContain(LATE);

	const held = chair.getByRole('region', { name: 'Kept, not taken over' });
	await held.getByText(LATE).waitFor();
	expect(await violations(chair)).toEqual([]);
	await held.getByRole('button', { name: 'Refuse' }).click(); // asks first
	await chair.getByRole('dialog', { name: 'Refuse this change?' }).waitFor();
	await chair.keyboard.press('Escape');
	await held.getByRole('button', { name: 'Take over' }).click();
	await held.waitFor({ state: 'detached' });
	await chairs.getByText(LATE).waitFor();
	await notes.getByText(LATE).waitFor();
	await told.waitFor({ state: 'detached' });
	expect(windows.complaints).toEqual([]);
});

async function closeTheSession(chair: Page, { session }: Meeting): Promise<void> {
	const commands = [{ do: 'start' }, { do: 'close', overrule: 'time is up' }];
	const statuses = await chair.evaluate(
		async ([path, bodies]) => {
			const found: number[] = [];
			for (const body of JSON.parse(bodies ?? '[]') as unknown[]) {
				const headers = { 'content-type': 'application/json' };
				const sent = { method: 'POST', headers, body: JSON.stringify(body) };
				found.push((await fetch(path ?? '', sent)).status);
			}
			return found;
		},
		[`/api/sessions/${session}/run`, JSON.stringify(commands)]
	);
	expect(statuses).toEqual([200, 200]);
}
