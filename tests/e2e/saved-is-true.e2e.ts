import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page, WebSocketRoute } from 'playwright-core';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { CLOSE, MESSAGE } from '#shared/protocol/sync.ts';
import { faultyDisk, noFaultyDisk } from '../support/faulty-disk.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { openItem, openWindows, toEnd, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let page: Page;

afterEach(async () => {
	await windows.close();
	await meeting.end();
});

/** The words about what is saved, as they are on the screen. */
async function says(words: string | RegExp): Promise<void> {
	await page.locator('[data-saved]').getByText(words, { exact: true }).waitFor();
}

/** From now on, whatever the page says about it. */
async function listen(): Promise<void> {
	await page.evaluate(() => {
		const told: string[] = [];
		const hear = () => {
			const words = document.querySelector('[data-saved]')?.textContent.trim() ?? '';
			if (words !== told.at(-1)) told.push(words);
		};
		new MutationObserver(hear).observe(document.body, {
			...{ subtree: true, childList: true, characterData: true, attributes: true }
		});
		hear();
		Object.assign(window, { told });
	});
}

const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);

/** The sockets of the documents, between page and server. */
class Wires {
	/** Not passed on: what the server says about its disk. */
	isSilent = false;
	/** With what sockets are closed as soon as they are opened. */
	closesWith: number | undefined;
	/** Sockets are opened, and nobody answers. */
	isDead = false;
	readonly #open = new Set<WebSocketRoute>();
	#kept: (() => void)[] = [];

	async lay(): Promise<void> {
		await page.routeWebSocket(/\/sync\//, (socket) => this.#connect(socket));
	}

	#connect(socket: WebSocketRoute): void {
		this.#open.add(socket);
		if (this.closesWith !== undefined) return void socket.close({ code: this.closesWith });
		if (this.isDead) return;
		const server = socket.connectToServer();
		server.onMessage((message) => {
			if (this.isSilent && message[0] === MESSAGE.barrier)
				this.#kept.push(() => socket.send(message));
			else socket.send(message);
		});
	}

	speak(): void {
		this.isSilent = false;
		for (const say of this.#kept.splice(0)) say();
	}

	async close(code: number): Promise<void> {
		const all = [...this.#open];
		this.#open.clear();
		await Promise.all(all.map((socket) => socket.close({ code }).catch(() => undefined)));
	}
}

async function inTheRoom(env: Record<string, string> = {}): Promise<Wires> {
	meeting = await holdMeeting(env);
	windows = await openWindows(meeting);
	page = await windows.open('rapporteur');
	const wires = new Wires();
	await wires.lay();
	return wires;
}

async function inItem(): Promise<Locator> {
	const notes = await openItem(page, meeting, 3);
	await toEnd(notes);
	await says('Saved');
	return notes;
}

describe('what the page says about words', () => {
	it('is true while they are on their way', async () => {
		const wires = await inTheRoom();
		wires.isDead = true;
		await page.goto(`/sessions/${meeting.session}`);
		await says('Opening…');
		wires.isDead = false;
		await wires.close(CLOSE.goingAway);
		const notes = await inItem();
		wires.isSilent = true;
		await listen();
		await notes.pressSequentially(' one');
		await says('Saving…');
		await says(/^Not on the server yet \(\d changes?\)$/);
		wires.isDead = true;
		await wires.close(CLOSE.goingAway);
		await says(/^Working offline \(\d changes?, in this tab only: keep it open\)$/);
		await notes.pressSequentially(' two');
		wires.isDead = false;
		await wires.close(CLOSE.goingAway);
		await says(/^(Saving…|Not on the server yet \(\d changes?\))$/);
		expect((await told()).slice(1)).not.toContain('Saved');
		wires.speak();
		await says('Saved');
		wires.isDead = true;
		await wires.close(CLOSE.goingAway);
		await says('Working offline');
	});

	it.skipIf(noFaultyDisk)('is true while the disk fails', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'saved-is-true-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		const disk = faultyDisk(folder);
		await inTheRoom(disk.env);
		const notes = await inItem();
		disk.fail('EIO', 'write', 'fsync');
		await listen();
		await notes.pressSequentially(' three');
		await says(/^The server cannot save at the moment; keep this page open \(\d changes?\)$/);
		expect((await told()).slice(1)).not.toContain('Saved');
		disk.work();
		await says('Saved');
	});

	it('is true once the server takes no more', async () => {
		const wires = await inTheRoom();
		for (const [code, words] of ENDINGS) {
			const notes = await inItem();
			wires.isSilent = true;
			await notes.pressSequentially(` ${code}`);
			await wires.close(code);
			await says(words);
			expect(await notes.textContent()).toContain(` ${code}`);
			wires.speak();
		}
		wires.closesWith = CLOSE.damaged;
		await page.goto(`/sessions/${meeting.session}`);
		await says('Cannot be opened: damaged on the server');
		expect(await page.getByText('Saved', { exact: true }).count()).toBe(0);
	});
});

const ENDINGS = [
	[CLOSE.signedOut, 'Signed out; what you typed is not sent yet'],
	[CLOSE.notFound, 'This document is no longer shared with you.'],
	[CLOSE.readOnly, 'The server refused a change. Copy what you typed last, then reload the page.'],
	[
		CLOSE.tooLarge,
		'That was more than the server accepts. Copy what you typed last, reload the page, and paste less at once.'
	],
	[CLOSE.outdated, 'The board was updated. Reload the page to go on.']
] as const;
