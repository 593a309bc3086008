import { beforeEach, expect, it, vi } from 'vitest';
import { readAgain } from './read-again.ts';

const kit = vi.hoisted(() => ({
	invalidate: vi.fn<(resource: string) => Promise<void>>(() => Promise.resolve()),
	navigating: { complete: null as Promise<void> | null }
}));
vi.mock('$app/navigation', () => ({ invalidate: kit.invalidate }));
vi.mock('$app/state', () => ({ navigating: kit.navigating }));

beforeEach(() => kit.invalidate.mockClear());

it('reads again at once where nobody is on the way elsewhere', async () => {
	await readAgain('board:registers');
	expect(kit.invalidate).toHaveBeenCalledExactlyOnceWith('board:registers');
});

it.each(['ends', 'fails'] as const)('waits for a navigation, and reads when it %s', async (how) => {
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
});

it('reads after a navigation that was dropped and is still said to be under way', async () => {
	kit.navigating.complete = Promise.reject(new Error('navigation aborted'));
	await readAgain('board:registers');
	expect(kit.invalidate).toHaveBeenCalledOnce();
	kit.navigating.complete = null;
});
