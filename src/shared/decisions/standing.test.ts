import { expect, it } from 'vitest';
import type { ReadBackResult } from './read-back.ts';
import { standingOf } from './standing.ts';

it.each([
	['never read back or recorded', undefined, 'proposed'],
	['being read back', { result: undefined, closedAt: undefined }, 'read-back'],
	...(
		[
			['agreed', 'in-force'],
			['agreed-with-reservation', 'in-force'],
			['agreed-in-part', 'in-force'],
			['recorded', 'in-force'],
			['not-agreed', 'not-agreed'],
			['taken-back', 'proposed']
		] as const satisfies readonly (readonly [ReadBackResult, string])[]
	).map(([result, standing]) => [result, { result, closedAt: 1 }, standing] as const)
] as const)('what is %s', (_what, readBack, standing) => {
	expect(standingOf(readBack)).toBe(standing);
});
