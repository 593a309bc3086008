import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { installedChromium } from '../../support/chromium.ts';
import type { LargeRoom } from './generate.ts';

/** How a room opened in a browser with an empty cache. */
export interface Opening {
	/** ms from the navigation to the frame with the first words of the text. */
	readonly text: number;
	/** kB over the network until then, sockets included. */
	readonly bytes: number;
	/** ms until the text can be written in. */
	readonly editor: number;
	/** ms until all actions are in the panel. */
	readonly actions: number;
	/** kB over the network when all is there. */
	readonly allBytes: number;
	/** WebSockets opened until then. */
	readonly sockets: number;
}

/** Opens the long notes once in a fresh browser profile. */
export async function open(browser: Browser, address: string, room: LargeRoom): Promise<Opening> {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const [name = '', value = ''] = (room.cookies[0] ?? '').split('=');
	await context.addCookies([{ name, value, url: address }]);
	const page = await context.newPage();
	try {
		const traffic = await Traffic.of(page);
		await page.addInitScript(markWhenShown, room.firstWords);
		await page.goto(`${address}/sessions/${room.session}`, { waitUntil: 'commit' });
		const text = await marked(page, 'text');
		const bytes = traffic.until(text.at);
		const editor = await marked(page, 'editor');
		const actions = await marked(page, 'actions');
		const last = Math.max(editor.at, actions.at);
		return {
			...{ text: text.since, editor: editor.since, actions: actions.since },
			...{ bytes: bytes / 1_000, allBytes: traffic.until(last) / 1_000 },
			sockets: traffic.sockets
		};
	} finally {
		await context.close();
	}
}

export function launch(): Promise<Browser> {
	return chromium.launch({
		executablePath: installedChromium() ?? 'chromium',
		args: ['--no-sandbox', '--disable-gpu']
	});
}

/** What comes over the network, with the time of each part. */
class Traffic {
	readonly #parts: { readonly at: number; readonly bytes: number }[] = [];
	sockets = 0;

	static async of(page: Page): Promise<Traffic> {
		const traffic = new Traffic();
		const cdp: CDPSession = await page.context().newCDPSession(page);
		await cdp.send('Network.enable');
		const came = (bytes: number) => traffic.#parts.push({ at: Date.now(), bytes });
		cdp.on('Network.dataReceived', ({ encodedDataLength }) => came(encodedDataLength));
		cdp.on('Network.responseReceived', ({ response }) => came(response.encodedDataLength));
		cdp.on('Network.webSocketCreated', () => (traffic.sockets += 1));
		cdp.on('Network.webSocketFrameReceived', ({ response: { opcode, payloadData } }) =>
			came(opcode === 2 ? Buffer.byteLength(payloadData, 'base64') : payloadData.length)
		);
		return traffic;
	}

	/** Bytes that came until a moment, in ms since 1970. */
	until(moment: number): number {
		const before = this.#parts.filter(({ at }) => at <= moment);
		return before.reduce((all, { bytes }) => all + bytes, 0);
	}
}

interface Mark {
	readonly since: number;
	readonly at: number;
}

async function marked(page: Page, name: string): Promise<Mark> {
	const handle = await page.waitForFunction(
		(wanted) => (globalThis as { shown?: Record<string, unknown> }).shown?.[wanted],
		name,
		{ timeout: 60_000 }
	);
	return (await handle.jsonValue()) as Mark;
}

/** Runs in the page: notes the frame in which each thing is there. */
function markWhenShown(firstWords: string): void {
	const shown: Record<string, { since: number; at: number }> = {};
	Object.assign(globalThis, { shown });
	const things: Record<string, () => boolean> = {
		text: () => document.querySelector('.prose')?.textContent?.includes(firstWords) ?? false,
		editor: () => document.querySelector('.prose[contenteditable="true"]') !== null,
		actions: () => document.querySelectorAll('aside [data-action], [data-action]').length >= 300
	};
	const look = () => {
		for (const [name, isThere] of Object.entries(things))
			if (!shown[name] && isThere())
				shown[name] = {
					since: performance.now(),
					at: performance.timeOrigin + performance.now()
				};
		if (Object.keys(shown).length < Object.keys(things).length) requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
}
