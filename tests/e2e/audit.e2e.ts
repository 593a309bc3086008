import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openWindows, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let administrator: Page;
let auditor: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	administrator = await windows.open('outsider');
	auditor = await windows.open('commission');
});

afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

describe('an auditor', () => {
	test('is made in the administration, and has a page that others do not have', async () => {
		await administrator.goto('/administration');
		await administrator
			.getByRole('button', { name: 'Make Delegate, European Commission an auditor' })
			.click();
		await administrator.getByText('is an auditor now').waitFor();
		await auditor.goto('/');
		await auditor
			.getByRole('navigation', { name: 'Main' })
			.getByRole('link', { name: 'Audit' })
			.click();
		await auditor.getByRole('heading', { name: 'Audit', level: 1 }).waitFor();
		expect(await administrator.getByRole('link', { name: 'Audit', exact: true }).count()).toBe(0);
	});

	test('sees deeds in words, chooses which, and verifies a chain', async () => {
		const rows = auditor.getByRole('region', { name: 'Rows of the audit' }).getByRole('row');
		await rows.filter({ hasText: 'Make somebody an auditor' }).first().waitFor();
		await auditor.getByLabel('Deed').selectOption({ label: 'Sign in' });
		await auditor.getByLabel('Outcome').selectOption('done');
		await auditor.getByRole('button', { name: 'Show', exact: true }).click();
		await auditor.waitForURL(/deed=login\.start/);
		const deeds = await rows.filter({ hasNotText: 'Sign in' }).count();
		expect(deeds).toBe(1); // the head of the table
		expect(await violations(auditor)).toEqual([]);
		await auditor.getByRole('link', { name: 'Show everything' }).click();
		await auditor.waitForURL(/\/audit$/);
		await auditor.getByRole('button', { name: /^Verify/ }).click();
		await auditor.getByText(/All \d+ rows of this chain are as they were written/).waitFor();
		expect(await violations(auditor)).toEqual([]);
	});

	test('takes the rows away as a file', async () => {
		const downloading = auditor.waitForEvent('download');
		await auditor.getByRole('link', { name: 'Export as JSON Lines' }).click();
		const file = await downloading;
		expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.jsonl$/);
		await auditor.goto('/audit?deed=audit.export');
		await auditor.getByRole('cell', { name: /^Export the audit/ }).waitFor();
	});
});
