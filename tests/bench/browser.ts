// `npm run bench -- browser`: how long until another person in the room sees a change, on one machine, through two
// Chromium windows. Times are taken in the browsers on a common clock (performance.timeOrigin + now), from the
// keystroke to the change on the screen.
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { holdMeeting } from '../support/meeting.ts';
import { openItem, openWindows, saved, toEnd } from '../support/windows.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 20);

await ensureBuilt(ROOT, console.log);
const meeting = await holdMeeting();
process.once('exit', () => void meeting.kill()); // leaves no server behind if interrupted
const windows = await openWindows(meeting);
try {
	const writer = await windows.open('rapporteur');
	const reader = await windows.open('olga');
	const notes = await openItem(writer, meeting, 4);
	await openItem(reader, meeting, 4);
	await toEnd(notes);
	await notes.press('Enter');
	const words = await measure((n) => typeWord(writer, reader, n));
	const savedAgain = await measure((n) => typeUntilSaved(writer, n));
	await notes.press('Enter');
	console.table({
		'a typed word, in the other window': words,
		'"Saved" after a key (fsync included)': savedAgain,
		'a typed action, in the other window': await measure((n) =>
			typeAction(writer, reader, n, /find/)
		),
		'its number, in the other window': await measure((n) =>
			typeAction(writer, reader, n, /JS-01-A/)
		)
	});
} finally {
	await windows.close();
	await meeting.end();
}

async function measure(once: (round: number) => Promise<number>) {
	const times: number[] = [];
	for (let round = 0; round < ROUNDS; round++) times.push(await once(round));
	times.sort((a, b) => a - b);
	const at = (share: number) => Math.round(times[Math.ceil(share * times.length) - 1] ?? NaN);
	return { 'median ms': at(0.5), 'p95 ms': at(0.95), 'worst ms': at(1), rounds: ROUNDS };
}

async function typeWord(writer: Page, reader: Page, round: number): Promise<number> {
	const word = `word${round}z`;
	await writer.keyboard.type(word.slice(0, -1));
	const seen = whenShown(reader, word);
	return since(await now(writer), () => writer.keyboard.press('z'), seen);
}

async function typeAction(
	writer: Page,
	reader: Page,
	round: number,
	shows: RegExp
): Promise<number> {
	const text = `find${round}${shows.source.length}`;
	await writer.keyboard.type(`! @EC ${text} by 30 Sept`);
	const seen = whenCard(reader, text, shows.source);
	return since(await now(writer), () => writer.keyboard.press('Enter'), seen);
}

async function typeUntilSaved(writer: Page, round: number): Promise<number> {
	await saved(writer);
	const seen = whenSavedAgain(writer);
	return since(await now(writer), () => writer.keyboard.press(round % 2 ? 'a' : 'b'), seen);
}

async function since(
	start: number,
	act: () => Promise<void>,
	seen: Promise<number>
): Promise<number> {
	await act();
	return (await seen) - start;
}

function now(page: Page): Promise<number> {
	return page.evaluate(() => performance.timeOrigin + performance.now());
}

function whenShown(page: Page, word: string): Promise<number> {
	return page.evaluate(
		(wanted) =>
			new Promise<number>((resolve) => {
				const look = () => {
					if (!document.querySelector('.prose')?.textContent?.includes(wanted)) return;
					watcher.disconnect();
					resolve(performance.timeOrigin + performance.now());
				};
				const watcher = new MutationObserver(look);
				watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
			}),
		word
	);
}

function whenCard(page: Page, text: string, shows: string): Promise<number> {
	return page.evaluate(
		([wanted, pattern]) =>
			new Promise<number>((resolve) => {
				const look = () => {
					const cards = [...document.querySelectorAll('.prose [data-action]')];
					const card = cards.find((one) => one.textContent?.includes(wanted ?? ''));
					if (!card || !new RegExp(pattern ?? '').test(card.textContent ?? '')) return;
					watcher.disconnect();
					resolve(performance.timeOrigin + performance.now());
				};
				const watcher = new MutationObserver(look);
				watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
			}),
		[text, shows]
	);
}

function whenSavedAgain(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				let wasUnsaved = false;
				const look = () => {
					const state = document.querySelector('[data-saved]')?.getAttribute('data-saved');
					wasUnsaved ||= state !== 'saved';
					if (!wasUnsaved || state !== 'saved') return;
					watcher.disconnect();
					resolve(performance.timeOrigin + performance.now());
				};
				const watcher = new MutationObserver(look);
				watcher.observe(document.body, { subtree: true, attributes: true, childList: true });
			})
	);
}
