import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../server/boot/root.ts';
import { belongs } from './support/catalogue-rules.ts';
import { differing, inputsOf, type Texts } from './support/catalogue.ts';
import { calledAtLoad, findWords } from './support/own-words.ts';

const sources = globSync('{src,server}/**/*.{ts,svelte}', { cwd: ROOT })
	.map((file) => file.split(sep).join('/'))
	.filter((file) => !/\.test\.ts$|\.d\.ts$|^src\/messages\//.test(file))
	.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);

const texts = (language: string) =>
	JSON.parse(readFileSync(join(ROOT, `src/messages/${language}.json`), 'utf8')) as Texts;
const english = texts('en');

const outside = (file: string, source: string) =>
	findWords(file, source)
		.filter((found) => belongs(file, found))
		.map(({ text }) => `${file}: ${text.trim()}`);

describe('the catalogue', () => {
	it('contains every text that people read', { timeout: 120_000 }, () => {
		expect(sources.flatMap(([file, source]) => outside(file, source))).toEqual([]);
	});

	it('has no unused text, and lacks none that is used', () => {
		const used = new Set(
			sources.flatMap(([, source]) => [...source.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key))
		);
		expect(Object.keys(english).filter((key) => !used.has(key))).toEqual([]);
		expect([...used].filter((key) => key !== undefined && !(key in english))).toEqual([]);
	});

	it(
		'is called while a page is rendered, not once when a module loads',
		{ timeout: 60_000 },
		() => {
			const early = sources.flatMap(([file, source]) =>
				calledAtLoad(file, source).map((key) => `${file}: ${key}`)
			);
			expect(early).toEqual([]);
		}
	);

	it.each(['fr', 'de'])(
		'has only messages of English in %s, with the same placeholders',
		(language) => {
			expect(differing(english, texts(language))).toEqual([]);
		}
	);

	it('is sorted by key, so that a text is easy to find', () => {
		const keys = Object.keys(english);
		expect(keys).toEqual(keys.toSorted());
	});
});

describe('the checker finds', () => {
	it.each([
		['A.svelte', '<p>Nothing yet</p>'],
		['A.svelte', '<p>nothing</p>'],
		['A.svelte', '<input aria-label="when" />'],
		['A.svelte', '<Field label="title" />'],
		['A.svelte', '<Field other="The title of it" />'],
		['A.svelte', '<p title="Remove {name}">{name}</p>'],
		['A.svelte', "<p>{isDone ? 'done' : ''}</p>"],
		['A.svelte', '<p>{`${count} people`}</p>'],
		['A.svelte', "<p>{m.a_text({ what: isDone ? 'done' : '' })}</p>"],
		['a.ts', "export const words = { a: 'Words for a' };"],
		['a.ts', 'export const many = (count: number) => `${count} people`;'],
		['a.ts', "export const status = { live: 'Live' };"]
	])('in %s %s', (file, source) => {
		expect(outside(`src/lib/features/x/${file}`, source)).toHaveLength(1);
	});

	it.each([
		['A.svelte', '<p class="wide text">{name}</p>'],
		['A.svelte', "<p class={isWide ? 'wide' : 'thin'}>{m.a_text()}</p>"],
		['A.svelte', '<script lang="ts">\n\timport A from "./Some Thing.svelte";\n</script>'],
		['a.ts', "if (key === 'Enter') throw new Error('There is no such key');"],
		['a.ts', "// A comment\nexport const code = 'in-progress';"]
	])('nothing in %s %s', (file, source) => {
		expect(outside(`src/lib/features/x/${file}`, source)).toEqual([]);
	});

	it('a message that is called when a module loads', () => {
		expect(calledAtLoad('a.ts', 'export const WORDS = { a: m.a_text() };')).toEqual(['a_text']);
		expect(calledAtLoad('a.ts', 'export const words = () => m.a_text();')).toEqual([]);
		expect(calledAtLoad('a.ts', 'export const WORDS = { a: m.a_text };')).toEqual([]);
	});

	it('a placeholder that only one language has, and a text that English lacks', () => {
		expect(inputsOf('{a} and \\{b\\} and {c}')).toEqual(['a', 'c']);
		const there = { one: 'by {name}', two: 'due' };
		expect(differing(there, { one: 'par {nom}', three: 'trois' })).toEqual([
			'one: {name} became {nom}',
			'three is not in English'
		]);
	});
});
