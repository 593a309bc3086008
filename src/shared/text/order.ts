import { generateKeyBetween } from 'fractional-indexing';

const ORDER_KEY = /^[A-Za-z][0-9A-Za-z]{1,199}$/;

/** An order key of a document, or the last place of all for what is none. */
export function orderOf(value: unknown): string {
	return typeof value === 'string' && ORDER_KEY.test(value) && isKey(value) ? value : '';
}

function isKey(value: string): boolean {
	try {
		generateKeyBetween(value, undefined);
		return true;
	} catch {
		return false;
	}
}

/**
 * A key between two others. Two people who add at one place make the same key, which ids set apart; between two such
 * there is no key, and the new one goes behind both.
 */
export function orderBetween(keys: readonly string[], at: number): string {
	const before = keys.slice(0, at).findLast((key) => key !== '');
	const after = keys.slice(at).find((key) => key !== '' && (before === undefined || key > before));
	return generateKeyBetween(before, after);
}

/** Orders by key, then by id; what has no key comes last. */
export function byOrder(
	a: { readonly order: string; readonly id: string },
	b: { readonly order: string; readonly id: string }
): number {
	if (a.order !== b.order) {
		if (a.order === '') return 1;
		if (b.order === '') return -1;
		return a.order < b.order ? -1 : 1;
	}
	return a.id < b.id ? -1 : Number(a.id > b.id);
}
