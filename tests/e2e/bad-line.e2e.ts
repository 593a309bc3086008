import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layLine, type Line } from '../support/line.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

const CUT = 30_000; // ms without a connection

let meeting: Meeting;
let windows: Windows;
let line: Line;

beforeAll(async () => {
	meeting = await holdMeeting();
	line = await layLine(meeting.address);
	windows = await openWindows(meeting);
});

afterAll(async () => {
	await windows?.close();
	await line?.close();
	await meeting?.end();
});

describe('a delegate who is offline for 30 seconds', () => {
	let rapporteur: Page;
	let delegate: Page;

	test('both are in item 2', async () => {
		rapporteur = await windows.open('rapporteur');
		delegate = await windows.open('commission', { through: line.address });
		for (const page of [rapporteur, delegate]) {
			const notes = await openItem(page, meeting, 2);
			await toEnd(notes);
			await saved(page);
		}
	});

	test('meanwhile both keep typing, and the delegate sees the true saved state', async () => {
		line.cut();
		const end = wait(CUT);
		const mine = notes(rapporteur);
		const theirs = notes(delegate);
		await theirs.press('Enter');
		for (let word = 1; word <= 10; word++) {
			await mine.pressSequentially(` ours${word}`);
			await theirs.pressSequentially(`theirs${word} `);
		}
		await theirs.press('Enter');
		await theirs.pressSequentially('! @EC, @Delegate.EC report back by 1 August');
		await theirs.press('Enter');
		await theirs.getByText('Action …').waitFor();
		await delegate.locator('[data-saved="offline"]').waitFor();
		await delegate.getByText(/Working offline \(\d+ changes?/).waitFor();
		await saved(rapporteur);
		await end;
		expect(await theirs.textContent()).toContain('theirs10');
		expect(await theirs.textContent()).not.toContain('ours10');
	});

	test('afterwards both show the same text, nothing is missing, and the action has its number', async () => {
		line.restore();
		await saved(delegate);
		const [mine, theirs] = [notes(rapporteur), notes(delegate)];
		await expect.poll(() => mine.textContent()).toContain('theirs10');
		for (let word = 1; word <= 10; word++) {
			expect(await mine.textContent()).toContain(`theirs${word} `);
			await expect.poll(() => theirs.textContent()).toContain(`ours${word}`);
		}
		await mine.getByText('JS-01-A1').waitFor();
		await theirs.getByText('JS-01-A1').waitFor();
		await expect
			.poll(async () => (await paragraphs(delegate)).join('\n'))
			.toBe((await paragraphs(rapporteur)).join('\n'));
		expect(windows.complaints).toEqual([]);
	});
});

describe('a server that dies while "Saved" is shown', () => {
	test('has every word after a restart', async () => {
		const rapporteur = await windows.open('rapporteur');
		const text = await openItem(rapporteur, meeting, 3);
		await toEnd(text);
		await text.pressSequentially(' These words were on disk.');
		await saved(rapporteur);
		await meeting.kill();
		await rapporteur.locator('[data-saved="offline"]').waitFor();
		await text.pressSequentially(' These were typed while it was down.');
		await meeting.restart();
		await saved(rapporteur);

		const fresh = await windows.open('chair');
		const reread = await openItem(fresh, meeting, 3);
		await expect.poll(() => reread.textContent()).toContain('These words were on disk.');
		await expect.poll(() => reread.textContent()).toContain('These were typed while it was down.');
	});

	test('has them even if nobody is left to send them again', async () => {
		const rapporteur = await windows.open('rapporteur');
		const text = await openItem(rapporteur, meeting, 5);
		await toEnd(text);
		await text.pressSequentially('Said once and never sent again.');
		await saved(rapporteur);
		await meeting.kill();
		await rapporteur.context().close();
		await meeting.restart();
		const reread = await openItem(await windows.open('observer'), meeting, 5);
		await expect.poll(() => reread.textContent()).toContain('Said once and never sent again.');
	});
});

function notes(page: Page) {
	return page.getByRole('textbox', { name: /^Notes of item 2,/ });
}

/** The text as people read it, without the name flags of carets. */
function paragraphs(page: Page): Promise<string[]> {
	return notes(page).evaluate((root) => {
		const copy = root.cloneNode(true) as HTMLElement;
		copy.querySelectorAll('.caret').forEach((caret) => caret.remove());
		return [...copy.children].map((block) => block.textContent?.trim() ?? '');
	});
}
