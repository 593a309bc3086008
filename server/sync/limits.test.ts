import { expect, it } from 'vitest';
import { Allowance, DEFAULT_LIMITS } from './limits.ts';

const CHANGE = new Uint8Array([0, 2, 0]);

const allowed = () => new Allowance({ ...DEFAULT_LIMITS, updatesPerSecond: 10 });

function taken(allowance: Allowance, at: number): number {
	let count = 0;
	while (count < 1_000 && allowance.take(CHANGE, at) === undefined) count += 1;
	return count;
}

it('lets ten seconds of changes through at once, and then as many as time has earned [R12]', () => {
	const now = Date.now();
	const allowance = allowed();
	expect(taken(allowance, now)).toBe(100);
	expect(allowance.take(CHANGE, now)).toBe('too many changes');
	expect(taken(allowance, now + 2_000)).toBe(20);
	expect(taken(allowance, now + 3_600_000)).toBe(100);
});

it('takes nothing away when the clock is put back [R12]', () => {
	expect(taken(allowed(), Date.now() - 3_600_000)).toBe(100);
});
