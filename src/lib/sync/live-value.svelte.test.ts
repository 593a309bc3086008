import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LiveValue, type Observable } from './live-value.svelte.ts';

/** A map that knows how many listen to it. */
function watched() {
	const map = new Y.Doc().getMap<number>('map');
	const listeners = { count: 0 };
	const root: Observable = {
		observeDeep: (listener) => {
			listeners.count += 1;
			map.observeDeep(listener);
		},
		unobserveDeep: (listener) => {
			listeners.count -= 1;
			map.unobserveDeep(listener);
		}
	};
	return { map, root, listeners };
}

describe('a live value', () => {
	it('is read without anybody watching, and is never stale', () => {
		const { map, root, listeners } = watched();
		const value = new LiveValue([root], () => map.get('a'));
		expect(value.current).toBeUndefined();
		map.set('a', 1);
		expect(value.current).toBe(1);
		expect(listeners.count).toBe(0);
	});

	it('runs an effect once for each transaction, whatever the transaction does', () => {
		const { map, root } = watched();
		const value = new LiveValue([root], () => map.size);
		const seen: number[] = [];
		const end = $effect.root(() => {
			$effect(() => void seen.push(value.current));
		});
		flushSync();
		map.doc?.transact(() => {
			map.set('a', 1);
			map.set('b', 2);
		});
		flushSync();
		map.delete('a');
		flushSync();
		expect(seen).toEqual([0, 2, 1]);
		end();
	});

	it('listens while an effect reads it, once however many do, and not afterwards', async () => {
		const { root, listeners } = watched();
		const value = new LiveValue([root], () => 0);
		const end = $effect.root(() => {
			$effect(() => void value.current);
			$effect(() => void value.current);
		});
		flushSync();
		expect(listeners.count).toBe(1);
		end();
		await Promise.resolve(); // Svelte lets go in its own turn
		expect(listeners.count).toBe(0);
	});
});
