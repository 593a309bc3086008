import type { Minutes } from '#shared/minutes/minutes.ts';
import { failing } from './halving.ts';

/** Says of a failure where it comes from, by number: titles are the readers' only. */
export async function placing<T>(
	minutes: Minutes,
	render: (minutes: Minutes) => T | Promise<T>
): Promise<T> {
	try {
		return await render(minutes);
	} catch (error) {
		if (error instanceof Error && error.name === 'ExportUnavailable') throw error;
		const parts = [...minutes.items, ...minutes.annexes];
		const found = await failing(parts, (some) => render(without(minutes, new Set(some))));
		const where = found.map(({ one }) =>
			'kind' in one ? `annex ${one.number}` : `item ${one.number}`
		);
		const place = where.join(', ') || '–';
		const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
		throw new Error(`rendering failed: ${place}: ${said}`, { cause: error });
	}
}

function without(minutes: Minutes, kept: ReadonlySet<unknown>): Minutes {
	return {
		...minutes,
		items: minutes.items.filter((item) => kept.has(item)),
		annexes: minutes.annexes.filter((annex) => kept.has(annex))
	};
}
