import type { ClientInit } from '@sveltejs/kit';

/** Loads the Temporal polyfill before the first page, only in browsers that lack Temporal. */
export const init: ClientInit = async () => {
	if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
};
