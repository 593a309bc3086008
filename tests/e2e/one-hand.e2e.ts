import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeAction, readActions, withdrawAction } from '#shared/board/actions.ts';
import { readDecisions } from '#shared/board/decisions.ts';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';
import { openItem, openWindows, saved, toEnd, type Windows } from '../support/windows.ts';

/** One delegate alone makes no decision and unmakes no action: not by the page, not by an update, not by a command. */
let meeting: Meeting;
let windows: Windows;
let chair: Page;
let olga: Page;
let ukraine: Page;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	chair = await windows.open('chair');
	olga = await windows.open('olga');
	ukraine = await windows.open('ukraine');
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

const board = () =>
	rowOf<{ id: string }>(meeting, "select id from document where kind = 'board'").id;
const card = (page: Page, words: string) =>
	page.locator('aside').locator('[data-action], [data-decision]').filter({ hasText: words });
const register = async (page: Page, words: string) => {
	await page.goto('/decisions');
	return page.locator('tr').filter({ hasText: words });
};

async function write(page: Page, line: string) {
	const notes = await openItem(page, meeting, 3);
	await toEnd(notes);
	await notes.press('Enter');
	await notes.pressSequentially(line);
	await notes.press('Enter');
	await saved(page);
}

describe('a decision that a delegate types', () => {
	const WORDS = 'to publish the list of end users';

	test('is a proposal in the room, in the register and in the minutes', async () => {
		await write(olga, `= agreed: ${WORDS}`);
		await olga.getByRole('tab', { name: /^Decisions/ }).click();
		await card(olga, WORDS).getByText('Proposed').waitFor();
		expect(await olga.getByRole('button', { name: /^Record / }).count()).toBe(0);
		expect(await violations(olga)).toEqual([]);
		await (await register(olga, WORDS)).getByText('Proposed').waitFor();
		const minutes = await meeting.get('olga', `/sessions/${meeting.session}/minutes/paper`);
		expect(await minutes.text()).toMatch(/proposed: agreed/);
	});

	test('is not recorded by a command that they send by hand', async () => {
		const client = await StockClient.open(meeting, board(), 'olga');
		const decision = readDecisions(client.doc).find(({ text }) => text === WORDS);
		const command = { do: 'record', document: board(), decision: decision?.id };
		const wording = { verb: decision?.verb, text: decision?.text };
		const sent = await meeting.post('olga', `/api/sessions/${meeting.session}/read-backs`, {
			...{ ...command, ...wording }
		});
		expect(sent.status).toBe(403);
		client.end();
	});

	test('is in force once the chair records it, which can be taken back', async () => {
		await openItem(chair, meeting, 3);
		await chair.getByRole('tab', { name: /^Decisions/ }).click();
		const record = card(chair, WORDS).getByRole('button', { name: /^Record JS-01-D1/ });
		await record.click();
		await card(chair, WORDS).getByText('Recorded by the chair').waitFor();
		await chair.getByRole('button', { name: 'Undo', exact: true }).click();
		await record.click();
		await card(chair, WORDS).getByText('Recorded by the chair').waitFor();
		await (await register(olga, WORDS)).getByText('In force').waitFor();
	});
});

describe('an action that another delegation has taken on', () => {
	const WORDS = 'name two contact points';

	beforeAll(async () => {
		await write(chair, `! @UA-PGO ${WORDS} by 30 Sept 2030`);
		await chair.getByRole('tab', { name: /^Actions/ }).click();
		await card(chair, WORDS)
			.getByRole('button', { name: /^(Edit|Open) / })
			.click();
		const dialog = chair.getByRole('dialog', { name: /JS-01-A1/ });
		await dialog.getByRole('tab', { name: 'Follow-up' }).click();
		await dialog.getByRole('button', { name: 'Agree', exact: true }).click();
		await dialog.getByRole('button', { name: 'Close' }).click();
		await openItem(olga, meeting, 3);
		await openItem(ukraine, meeting, 3);
		await card(olga, WORDS).getByText('Agreed').waitFor();
	});

	test('cannot be changed or withdrawn on the page of a delegate', async () => {
		await card(olga, WORDS)
			.getByRole('button', { name: /^(Edit|Open) / })
			.click();
		const dialog = olga.getByRole('dialog', { name: /JS-01-A1/ });
		await dialog.getByRole('tab', { name: 'Details' }).click();
		await dialog.getByText(/^What is agreed is changed by its lead organisation/).waitFor();
		expect(await dialog.getByRole('button', { name: 'Withdraw' }).count()).toBe(0);
		expect(await dialog.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
		await dialog.getByRole('button', { name: 'Close' }).click();
	});

	test('is changed as a delegate asks, once its lead grants that', async () => {
		const open = async (page: Page) => {
			await card(page, WORDS)
				.getByRole('button', { name: /^(Edit|Open) / })
				.click();
			return page.getByRole('dialog', { name: /JS-01-A1/ });
		};
		const asking = await open(olga);
		await asking.getByRole('tab', { name: 'Details' }).click();
		await asking.getByLabel('Due').fill('2030-10-01');
		await asking.getByLabel('Why', { exact: true }).fill('The lists arrive in September.');
		expect(await violations(olga)).toEqual([]);
		await asking.getByRole('button', { name: 'Ask for this change' }).click();
		await card(ukraine, WORDS).getByText('1 change asked for').waitFor();
		const granting = await open(ukraine);
		await granting.getByRole('tab', { name: 'Follow-up' }).click();
		await granting.getByText('The lists arrive in September.').first().waitFor();
		expect(await violations(ukraine)).toEqual([]);
		await granting.getByRole('button', { name: /^Grant the change asked by/ }).click();
		await granting.getByText('Granted the change that was asked for').waitFor();
		await granting.getByRole('button', { name: 'Close' }).click();
		for (const page of [ukraine, olga, chair])
			await card(page, WORDS).getByText('1 October 2030').waitFor();
	});

	test('is changed by its lead, and everybody sees it, in the document too', async () => {
		await card(ukraine, WORDS)
			.getByRole('button', { name: /^(Edit|Open) / })
			.click();
		const dialog = ukraine.getByRole('dialog', { name: /JS-01-A1/ });
		await dialog.getByRole('tab', { name: 'Details' }).click();
		await dialog.getByLabel('Due').fill('2030-10-15');
		await dialog.getByRole('button', { name: 'Save', exact: true }).click();
		for (const page of [ukraine, olga, chair])
			await card(page, WORDS).getByText('15 October 2030').waitFor();
	});

	test('stands as it was agreed when an update by hand says something else, until that is put back', async () => {
		const client = await StockClient.open(meeting, board(), 'olga');
		const [action] = readActions(client.doc).filter(({ text }) => text === WORDS);
		if (!action) throw new Error('the action is not there');
		changeAction(client.doc, action.id, { due: '2035-01-01', text: 'do nothing' });
		await client.saved();
		const otherwise = card(chair, WORDS).getByText('The document says something else.');
		await otherwise.waitFor();
		await card(chair, WORDS).getByText('15 October 2030').waitFor();
		expect(await card(olga, 'do nothing').count()).toBe(0);
		expect(await violations(chair)).toEqual([]);
		await card(chair, WORDS).getByRole('button', { name: 'Put back' }).click();
		await otherwise.waitFor({ state: 'detached' });
		await card(olga, WORDS).getByText('15 October 2030').waitFor();
		withdrawAction(client.doc, action.id);
		await client.saved();
		await otherwise.waitFor();
		await card(ukraine, WORDS).getByRole('button', { name: 'Put back' }).click();
		await otherwise.waitFor({ state: 'detached' });
		await client.until(() => readActions(client.doc).some(({ id }) => id === action.id));
		client.end();
	});

	test('is not cancelled by a command that somebody else sends by hand', async () => {
		const { id } = rowOf<{ id: string }>(meeting, `select id from action where text = '${WORDS}'`);
		const sent = await meeting.post('olga', `/api/actions/${id}`, {
			...{ do: 'move', move: 'cancel', words: 'Not needed.', document: board() }
		});
		expect(sent.status).toBe(403);
		expect(rowOf(meeting, `select status from action where id = '${id}'`)).toEqual({
			status: 'agreed'
		});
		expect(windows.complaints).toEqual([]);
	});
});
