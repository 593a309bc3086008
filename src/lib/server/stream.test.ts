import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { streamOf } from './stream.ts';

it('reads every part for whoever asked for the text, whoever asks the stream for more', async () => {
	const acting = new AsyncLocalStorage<string>();
	async function* text() {
		for (let part = 0; part < 3; part++) yield await Promise.resolve(`${acting.getStore()} `);
	}
	const reader = acting.run('olga', () => streamOf(text())).getReader();
	const parts: string[] = [];
	for (let part = 0; part < 3; part++) {
		await setImmediate(); // the part before the one that is asked for is there by then
		const { value } = await acting.run('nobody', () => reader.read());
		parts.push(Buffer.from(value ?? []).toString());
	}
	expect(parts).toEqual(['olga ', 'olga ', 'olga ']);
});
