import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LiveValue, type Observable } from './live-value.svelte.ts';

/** A map that counts its listeners. */
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
	it('can be read without a watcher, and is never stale', () => {
		const { map, root, listeners } = watched();
		const value = new LiveValue([root], () => map.get('a'));
		expect(value.current).toBeUndefined();
		map.set('a', 1);
		expect(value.current).toBe(1);
		expect(listeners.count).toBe(0);
	});

	it('runs an effect once per transaction, whatever the transaction does', () => {
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

	it('listens while effects read it, once however many there are, and not afterwards', async () => {
		const { root, listeners } = watched();
		const value = new LiveValue([root], () => 0);
		const end = $effect.root(() => {
			$effect(() => void value.current);
			$effect(() => void value.current);
		});
		flushSync();
		expect(listeners.count).toBe(1);
		end();
		await Promise.resolve(); // Svelte releases it in a microtask
		expect(listeners.count).toBe(0);
	});

	it('is read once per change, however many components show it', () => {
		const { map, root } = watched();
		let reads = 0;
		const value = new LiveValue([root], () => {
			reads += 1;
			return map.size;
		});
		const end = $effect.root(() => {
			for (let card = 0; card < 200; card++) $effect(() => void value.current);
		});
		flushSync();
		expect(reads).toBe(1);
		map.set('a', 1);
		flushSync();
		expect(reads).toBe(2);
		end();
	});
});
