import { describe, expect, it } from 'vitest';
import { importKey, seal, unseal } from './seal.ts';

const WORDS = new TextEncoder().encode('Written on the train.');
const keyOf = (fill: number) =>
	importKey(new Uint8Array(32).fill(fill).toBase64({ alphabet: 'base64url' }));

describe('what is sealed', () => {
	it('opens with its key, as what it is about', async () => {
		const sealed = await seal(await keyOf(1), WORDS, 'Anna notes');
		expect(await unseal(await keyOf(1), sealed, 'Anna notes')).toEqual(WORDS);
	});

	it('has nothing of the words in it, and is never the same twice', async () => {
		const key = await keyOf(1);
		const [one, other] = [await seal(key, WORDS, ''), await seal(key, WORDS, '')];
		expect(new TextDecoder().decode(one)).not.toContain('train');
		expect(one).not.toEqual(other);
	});

	it.each([
		['with another key', 2, 'Anna notes', (bytes: Uint8Array) => bytes],
		['as somebody else’s', 1, 'Boris notes', (bytes: Uint8Array) => bytes],
		['once it was changed', 1, 'Anna notes', (bytes: Uint8Array) => bytes.with(20, 7)],
		['once it was cut', 1, 'Anna notes', (bytes: Uint8Array) => bytes.slice(0, -1)],
		['when nothing is left of it', 1, 'Anna notes', () => new Uint8Array()]
	])('does not open %s', async (_, key, about, change) => {
		const sealed = Uint8Array.from(change(await seal(await keyOf(1), WORDS, 'Anna notes')));
		expect(await unseal(await keyOf(key), sealed, about)).toBeUndefined();
	});

	it('needs a key of the right length', async () => {
		await expect(importKey('c2hvcnQ')).rejects.toThrow();
	});
});
