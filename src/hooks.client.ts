import type { ClientInit } from '@sveltejs/kit';

/** Before the first page: a browser that has no Temporal yet gets one, and nobody else loads a byte of it. */
export const init: ClientInit = async () => {
	if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
};
