import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { caretTold, openItem, openWindows, saved, type Windows } from '../support/windows.ts';

let meeting: Meeting;
let windows: Windows;
let page: Page;
let mine: Locator;
let theirs: Locator;
let method: CDPSession;

beforeAll(async () => {
	meeting = await holdMeeting();
	windows = await openWindows(meeting);
	page = await windows.open('rapporteur');
	mine = await openItem(page, meeting, 3);
	theirs = await openItem(await windows.open('olga'), meeting, 3);
	method = await page.context().newCDPSession(page);
});
beforeEach(async () => {
	await mine.press('Control+a');
	await mine.press('Delete');
	await mine.pressSequentially('One line');
	await theirs.getByText('One line').waitFor();
});
afterAll(async () => {
	await windows?.close();
	await meeting?.end();
});

/** What an input method shows while its keys are pressed; the caret stands behind it. */
const compose = (text: string) =>
	method.send('Input.imeSetComposition', {
		text,
		selectionStart: text.length,
		selectionEnd: text.length
	});
const confirm = (text: string) => method.send('Input.insertText', { text });

/** The words on the screen, without the names of carets. */
const wordsIn = (text: Locator) =>
	text.evaluate((node) => {
		const copy = node.cloneNode(true) as Element;
		for (const caret of copy.querySelectorAll('.caret')) caret.remove();
		return copy.textContent;
	});

const both = async (words: string) => {
	for (const text of [mine, theirs]) await expect.poll(() => wordsIn(text)).toBe(words);
};

describe('an input method', () => {
	test('goes on composing while a colleague writes in the same line', async () => {
		await compose('か');
		await theirs.press('Home');
		await theirs.pressSequentially('Our ');
		await expect.poll(() => wordsIn(theirs)).toContain('Our One line');
		await compose('かん');
		await compose('かんじ');
		await confirm('漢字');
		await both('Our One line漢字');
	});

	test('goes on composing while a colleague removes what stands before it', async () => {
		await compose('に');
		await theirs.press('Home');
		for (let letter = 0; letter < 4; letter++) await theirs.press('Delete');
		await compose('にほ');
		await confirm('日本');
		await both('line日本');
	});

	test('is seen by others at once in lines beside it, and they by it', async () => {
		await mine.press('Enter');
		await compose('と');
		await theirs.press('Control+Home');
		await theirs.pressSequentially('New: ');
		await expect.poll(() => wordsIn(mine)).toContain('New: One line');
		await confirm('東');
		await both('New: One line東');
	});

	test('captures nothing by the Enter that confirms a candidate', async () => {
		await mine.press('Enter');
		await mine.pressSequentially('! ');
		await compose('ひょう');
		await mine.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', isComposing: true });
		await confirm('表');
		await both('One line! 表');
		await saved(page);
	});

	test('writes a letter with its accent in two steps', async () => {
		await compose('´');
		await confirm('é');
		await both('One lineé');
	});
});

/** A phone's keyboard names no key; the browser is told what to do, and says so before it does. */
async function eraseAsPhone(): Promise<void> {
	const key = { key: 'Unidentified', windowsVirtualKeyCode: 229 };
	await method.send('Input.dispatchKeyEvent', {
		...{ type: 'rawKeyDown', ...key },
		commands: ['DeleteBackward']
	});
	await method.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}

describe('a phone', () => {
	beforeAll(async () => {
		const userAgent = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0 Mobile Safari/537.36';
		await method.send('Emulation.setUserAgentOverride', { userAgent });
		mine = await openItem(page, meeting, 3);
	});

	test('joins two lines, with what a colleague is writing in the second', async () => {
		await mine.press('Enter');
		await mine.pressSequentially('two');
		await theirs.getByText('two').waitFor();
		await theirs.press('Control+End');
		await mine.press('Home');
		await caretTold(mine);
		await Promise.all([eraseAsPhone(), theirs.pressSequentially(' and more')]);
		await both('One linetwo and more');
		await expect.poll(() => theirs.locator('p').count()).toBe(1);
		await mine.pressSequentially(' ');
		await both('One line two and more');
	});

	test('takes back a word that is being composed, letter by letter', async () => {
		for (const word of [' w', ' wo', ' wor', ' wo', ' w', '']) await compose(word);
		await confirm('!');
		await both('One line!');
	});

	test('erases letters, emoji whole, and what is selected over two lines', async () => {
		await mine.pressSequentially(' \u{1F469}\u{1F3FD}');
		await eraseAsPhone();
		await eraseAsPhone();
		await both('One line');
		await mine.press('Enter');
		await mine.pressSequentially('two');
		await mine.press('Shift+ArrowUp');
		await eraseAsPhone();
		await expect.poll(() => mine.locator('p').count()).toBe(1);
		expect(await wordsIn(mine)).toBe('One');
		await both('One');
	});

	test('selects a card before it takes it out, and its action stays', async () => {
		await mine.press('Enter');
		await mine.pressSequentially('! @EUROJUST circulate the draft by 26 July');
		await mine.press('Enter');
		await mine.getByText('circulate the draft').waitFor();
		await eraseAsPhone();
		await eraseAsPhone();
		await expect.poll(() => wordsIn(mine)).not.toContain('by 26 July');
		await saved(page);
		expect(windows.complaints).toEqual([]);
	});
});
