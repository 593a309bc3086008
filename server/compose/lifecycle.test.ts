import { expect, it } from 'vitest';
import { closeAll, startAll } from './lifecycle.ts';

const parts = (told: string[], fails?: string) =>
	['database', 'rooms', 'live'].map((name) => ({
		name,
		start: () => told.push(`${name} starts`),
		close: async () => {
			if (name === fails) throw new Error('stuck');
			told.push(`${name} ends`);
		}
	}));

it('starts parts in order and closes them in reverse', async () => {
	const told: string[] = [];
	const all = parts(told);
	await startAll(all);
	await closeAll(all);
	expect(told).toEqual([
		...['database starts', 'rooms starts', 'live starts'],
		...['live ends', 'rooms ends', 'database ends']
	]);
});

it('closes all parts even if one fails, and then reports which one did', async () => {
	const told: string[] = [];
	await expect(closeAll(parts(told, 'rooms'))).rejects.toThrow('rooms could not be closed');
	expect(told).toEqual(['live ends', 'database ends']);
});
