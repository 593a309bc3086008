import { beforeEach, expect, it, vi } from 'vitest';
import { readAgain } from './read-again.ts';

const kit = vi.hoisted(() => ({
	invalidate: vi.fn<(resource: string) => Promise<void>>(() => Promise.resolve()),
	navigating: { complete: null as Promise<void> | null }
}));
vi.mock('$app/navigation', () => ({ invalidate: kit.invalidate }));
vi.mock('$app/state', () => ({ navigating: kit.navigating }));

beforeEach(() => kit.invalidate.mockClear());

it('reloads at once if no navigation is under way', async () => {
	await readAgain('board:registers');
	expect(kit.invalidate).toHaveBeenCalledExactlyOnceWith('board:registers');
});

it.each(['ends', 'fails'] as const)(
	'waits for a navigation, and reloads when it %s',
	async (how) => {
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		kit.navigating.complete = promise;
		const read = readAgain('board:registers');
		await Promise.resolve();
		expect(kit.invalidate).not.toHaveBeenCalled();
		kit.navigating.complete = null;
		if (how === 'ends') resolve();
		else reject(new Error('navigation aborted'));
		await read;
		expect(kit.invalidate).toHaveBeenCalledOnce();
	}
);

it('reloads after a navigation that was dropped but is still reported as under way', async () => {
	kit.navigating.complete = Promise.reject(new Error('navigation aborted'));
	await readAgain('board:registers');
	expect(kit.invalidate).toHaveBeenCalledOnce();
	kit.navigating.complete = null;
});
