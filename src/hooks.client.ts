import type { ClientInit } from '@sveltejs/kit';
import { waitingForLine } from '#lib/pages/wait-for-line.ts';

/** Before the first page: loads the Temporal polyfill, only in browsers that lack Temporal; lets reading wait for the line. */
export const init: ClientInit = async () => {
	window.fetch = waitingForLine(window.fetch.bind(window));
	if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
};
