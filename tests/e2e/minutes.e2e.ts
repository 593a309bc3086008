import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../server/boot/root.ts';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openWindows, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let chair: Page;
let rapporteur: Page;
let olga: Page;
let ukraine: Page;

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	chair = await windows.open('chair');
	rapporteur = await windows.open('rapporteur');
	olga = await windows.open('olga', PHONE);
	ukraine = await windows.open('ukraine');
	const address = `/sessions/${meeting.session}/minutes`;
	for (const page of [chair, rapporteur, olga, ukraine]) await page.goto(address);
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const stage = (on: Page) =>
	on.getByRole('list', { name: 'Where the minutes stand' }).locator('[aria-current=step]');
const stands = (on: Page, as: string) => stage(on).getByText(as, { exact: true }).waitFor();
const tab = (on: Page, name: string) => on.getByRole('tab', { name }).click();
const paper = (on: Page) => on.frameLocator('iframe');
const dialog = (on: Page, name: string | RegExp) => on.getByRole('dialog', { name });

/** Writes into the field that was opened, and sends it. */
async function fill(on: Page, words: string, does: string) {
	await on.getByRole('textbox', { name: /^Paragraph/ }).fill(words);
	await on.getByRole('button', { name: does, exact: true }).click();
}

describe('the minutes', () => {
	test('are drafted line by line over the notes, and nobody else sees it', async () => {
		await rapporteur.getByRole('button', { name: 'Make the draft' }).click();
		await stands(rapporteur, 'Draft');
		await stands(chair, 'Draft'); // without being asked
		await tab(rapporteur, 'Text');
		expect(await violations(rapporteur)).toEqual([]);
		await rapporteur.getByRole('button', { name: 'Edit – Paragraph 1.1' }).click();
		await fill(rapporteur, 'Commissioner Reynders opened the meeting.', 'Save');
		await rapporteur.getByText('Written anew').waitFor();
		await rapporteur.getByRole('button', { name: 'Edit – Paragraph 1.2' }).click();
		const field = rapporteur.getByRole('textbox', { name: 'Paragraph 1.2' });
		await field.fill('Half a sentence');
		await tab(rapporteur, 'Paper');
		await paper(rapporteur).getByText('Commissioner Reynders opened the meeting.').waitFor();
		await tab(rapporteur, 'Text');
		expect(await field.inputValue()).toBe('Half a sentence');
		await rapporteur.getByRole('button', { name: 'Cancel' }).click();
		await stands(ukraine, 'Live notes');
		expect(await paper(ukraine).getByText('Commissioner Reynders opened').count()).toBe(0);
	});

	test('are circulated, and everybody reads the same', async () => {
		await rapporteur.getByRole('button', { name: 'Circulate…' }).click();
		const asked = dialog(rapporteur, 'Circulate the draft');
		await asked.getByLabel('by approval of the delegations named').check();
		const approvers = asked.getByRole('group', { name: 'Delegations that approve' });
		for (const box of await approvers.getByRole('checkbox').all()) await box.uncheck();
		await approvers.getByLabel(/United States/).check();
		expect(await violations(rapporteur)).toEqual([]);
		await asked.getByRole('button', { name: 'Circulate' }).click();
		for (const page of [rapporteur, chair, olga, ukraine]) await stands(page, 'Circulated');
		await paper(olga).getByText('Commissioner Reynders opened the meeting.').waitFor();
	});

	test('are corrected from a phone and from a desk, and the rapporteur answers each', async () => {
		await tab(olga, 'Text');
		await olga.getByRole('button', { name: 'Correct – Paragraph 1.1' }).click();
		expect(await violations(olga)).toEqual([]);
		await fill(olga, 'European Commissioner Reynders opened the meeting.', 'Send the correction');
		await tab(ukraine, 'Text');
		await ukraine.getByRole('button', { name: 'Correct – Paragraph 1.1' }).click();
		await fill(ukraine, 'Commissioner Reynders opened the meeting warmly.', 'Send the correction');
		await tab(rapporteur, 'Corrections');
		await rapporteur.getByText('delegations have opened it').waitFor();
		const us = rapporteur.getByRole('button', { name: /^Accept – US-DOJ/ });
		await us.click();
		await us.waitFor({ state: 'detached' });
		await rapporteur.getByRole('button', { name: /^Reject – UA-PGO/ }).click();
		await rapporteur.getByLabel('Why it is rejected').fill('The minutes do not say how.');
		await rapporteur.getByRole('button', { name: 'Reject', exact: true }).click();
		await tab(ukraine, 'Corrections');
		await ukraine.getByText('The minutes do not say how.').waitFor();
		await tab(olga, 'Corrections');
		await olga.getByText('Accepted', { exact: true }).waitFor();
		expect(await violations(olga)).toEqual([]);
	});

	test('are adopted when those named approve, and change no more', async () => {
		await chair.getByRole('button', { name: 'Adopt…' }).click();
		const asked = dialog(chair, /^Adopt JS-01-MIN/);
		await asked.getByRole('button', { name: 'Adopt', exact: true }).click();
		await asked.getByText('Not all delegations').waitFor();
		await olga.getByRole('button', { name: 'Approve' }).click();
		await olga.getByText('Your delegation has approved.').waitFor();
		await asked.getByRole('button', { name: 'Adopt', exact: true }).click();
		for (const page of [chair, rapporteur, olga, ukraine]) await stands(page, 'Adopted');
		await tab(ukraine, 'Paper').catch(() => undefined); // it is all there is
		await paper(ukraine).getByText('European Commissioner Reynders opened the meeting.').waitFor();
		await paper(ukraine).getByText('Seal (SHA-256)').waitFor();
		expect(await rapporteur.getByRole('tab', { name: 'Text' }).count()).toBe(0);
		expect(await violations(rapporteur)).toEqual([]);
	});

	test('leave as files that are verified without the board, and known by their hash', async () => {
		await ukraine.getByRole('button', { name: 'Export' }).first().click();
		const download = ukraine.waitForEvent('download');
		await ukraine.getByRole('button', { name: /JSON/ }).click();
		const file = join(meeting.folder, 'copy.json');
		await (await download).saveAs(file);
		expect(await verify(file)).toContain('JS-01-MIN: nothing was changed.');
		await ukraine.goto('/check');
		await ukraine.getByLabel('The file').setInputFiles(file);
		await ukraine.getByText('It is unaltered, and it counts.').waitFor();
		expect(await violations(ukraine)).toEqual([]);
		const text = await readFile(file, 'utf8');
		const changed = join(meeting.folder, 'changed.json');
		await writeFile(changed, text.replace('Reynders opened', 'Reynders closed'));
		expect(await verify(changed)).toContain('Changed: paragraph 1.1');
		await ukraine.getByLabel('The file').setInputFiles(changed);
		await ukraine.getByText('This board does not know it.').waitFor();
	});
});

/** What the command says of a file, whether it is intact or not. */
async function verify(file: string): Promise<string> {
	const args = ['server/start.mjs', 'minutes-verify', file];
	const run = promisify(execFile)(process.execPath, args, { cwd: ROOT });
	const { stdout } = await run.catch((error: { stdout: string }) => error);
	return stdout;
}
