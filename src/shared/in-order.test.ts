import { expect, it } from 'vitest';
import { byName } from './in-order.ts';

it('orders names with numbers as people do', () => {
	expect(['Series 10', 'series 2', 'Series 1', 'Éire', 'Series 11'].toSorted(byName)).toEqual([
		...['Éire', 'Series 1', 'series 2', 'Series 10', 'Series 11']
	]);
});
