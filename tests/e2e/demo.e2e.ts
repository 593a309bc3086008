import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openWindows, type Windows } from '../support/windows.ts';

const FOLLOW_UP = 'Follow-up: contact points and lists of end users';
const JULY = 'Joint meeting on keeping sensitive technologies out of the wrong hands';

let meeting: Meeting;
let windows: Windows;
let chair: Page;

beforeAll(async () => {
	meeting = await holdMeeting({ DEMO: 'yes' });
	windows = await openWindows(meeting);
	chair = await windows.open('chair');
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

/** The address of a session, from Home. */
async function addressOf(title: string): Promise<string> {
	await chair.goto('/');
	return (await chair.getByRole('link', { name: title }).first().getAttribute('href')) ?? '';
}

test('both sessions are in the first screen, and the one that is made up says so', async () => {
	for (const title of [FOLLOW_UP, JULY]) {
		const box = await chair.getByRole('link', { name: title }).first().boundingBox();
		expect(box && box.y + box.height).toBeLessThan(900);
	}
	const running = chair.getByRole('region', { name: 'Running now' });
	await running.getByText('illustrative').waitFor();
	await running.getByText('Suspended').waitFor();
	const july = chair.getByRole('article').filter({ hasText: JULY });
	expect(await july.getByText('illustrative').count()).toBe(0);
	await chair.getByText('send round one list of all contact points').waitFor(); // to be confirmed
	expect(await violations(chair)).toEqual([]);
});

test('the session that is made up says so in its room, on its screen and on its paper', async () => {
	const session = await addressOf(FOLLOW_UP);
	await chair.goto(session);
	await chair.getByRole('region', { name: 'Session' }).getByText('illustrative').waitFor();
	await chair.getByRole('button', { name: 'Resume' }).waitFor();
	await chair.goto(`${session}/projection`);
	await chair.getByText('illustrative', { exact: true }).waitFor();
	await chair.goto(`${session}/minutes`);
	const paper = chair.frameLocator('iframe');
	await paper.getByText(`${FOLLOW_UP} (illustrative)`).first().waitFor();
	await paper.getByText('The Commission offered to keep one list').waitFor();
});

test('the July meeting says nothing of it', async () => {
	const session = await addressOf(JULY);
	const paper = await meeting.get('chair', `${session}/minutes/paper`);
	const text = await paper.text();
	expect(text).toContain('protecting innocent lives');
	for (const words of ['contact point', 'end users', 'JS-02']) expect(text).not.toContain(words);
	expect(windows.complaints).toEqual([]);
});

test('a delegate is asked to answer, and another does not see the annex', async () => {
	const olga = await windows.open('olga');
	const needs = olga.getByRole('region', { name: /Waits for you/ });
	await needs.getByText('to exchange lists of end users every quarter').waitFor();
	await olga.getByText('compare the two lists line by line').waitFor();
	await olga.getByText('TLP:RED').first().waitFor();
	const commission = await windows.open('commission');
	await commission.goto('/actions?show=all');
	await commission.getByText('propose a common form').waitFor();
	expect(await commission.getByText('compare the two lists').count()).toBe(0);
});
