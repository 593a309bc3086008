import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Meeting } from './meeting.ts';
import { startSession, type Windows } from './windows.ts';

const MINUTES = [20, 40, 60, 40, 20];
const AGO = 75 * 60_000; // ms; the session began this long ago, and its second item is over time

/**
 * Brings the session to its second item, eight minutes over, with one speaking and two waiting. Returns the chair's
 * window.
 */
export async function runningSession(meeting: Meeting, windows: Windows): Promise<Page> {
	const chair = await windows.open('chair');
	const room = `/sessions/${meeting.session}`;
	await chair.goto(room);
	await planMinutes(chair, meeting);
	await startSession(chair);
	await chair.getByRole('button', { name: /^Next: item/ }).click();
	await chair
		.getByRole('region', { name: 'What is running' })
		.getByText('Threat picture', { exact: true })
		.waitFor();
	for (const who of ['olga', 'ukraine', 'commission'] as const)
		await ask(await windows.open(who), room);
	await chair.getByRole('tab', { name: /^Floor/ }).click();
	await chair.getByRole('button', { name: 'Give floor', exact: true }).first().click();
	await chair.getByRole('timer', { name: /^Speaking for/ }).waitFor();
	setBack(meeting);
	await chair.reload();
	await chair
		.getByRole('region', { name: 'What is running' })
		.getByText('Threat picture', { exact: true })
		.waitFor();
	return chair;
}

async function ask(page: Page, room: string): Promise<void> {
	await page.goto(room);
	await page.getByRole('tab', { name: /^Floor/ }).click();
	await page.getByRole('button', { name: /^Ask for the floor/ }).click();
	await page.getByRole('button', { name: /^Withdraw my request/ }).waitFor();
}

async function planMinutes(page: Page, meeting: Meeting): Promise<void> {
	const links = page.locator('a[href^="?item="]');
	await links.nth(MINUTES.length - 1).waitFor();
	const items: string[] = [];
	for (const link of await links.all())
		items.push((await link.getAttribute('href'))?.slice(6) ?? '');
	for (const [index, item] of items.entries())
		await command(page, meeting, `agenda/${item}`, {
			do: 'change',
			item: { plannedMinutes: MINUTES[index] }
		});
}

async function command(page: Page, meeting: Meeting, noun: string, what: unknown): Promise<void> {
	const path = `/api/sessions/${meeting.session}/${noun}`;
	await page.evaluate(
		async ([path, body]) => {
			const headers = { 'content-type': 'application/json' };
			await fetch(path ?? '', { method: 'POST', headers, body: body ?? null });
		},
		[path, JSON.stringify(what)]
	);
}

/** Moves the start of everything back, instead of waiting. */
function setBack(meeting: Meeting): void {
	const database = new DatabaseSync(join(meeting.folder, 'board.sqlite'));
	database.exec(`PRAGMA busy_timeout = 5000;
		update session set due_at = due_at - ${AGO};
		update session_moment set at = at - ${AGO};
		update stay set arrived_at = arrived_at - ${AGO};
		update item_segment set started_at = started_at - ${AGO}, ended_at = ended_at - ${AGO} + 1620000
			where ended_at is not null;
		update item_segment set started_at = started_at - ${AGO} + 1620000 where ended_at is null;
		update floor_turn set started_at = started_at - 215000 where started_at is not null`);
	database.close();
}
