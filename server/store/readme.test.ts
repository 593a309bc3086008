import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '#shared/commands/registry.ts';
import { ROOT } from '../boot/root.ts';

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
const rows = readme.split('\n').filter((line) => line.startsWith('| '));
/** What stands in backticks in the first column of the table. */
const named = rows.flatMap((row) =>
	[...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
);
const files = globSync('server/**/*.ts', { cwd: ROOT })
	.map((file) => file.split(sep).join('/'))
	.filter((file) => !file.endsWith('.test.ts'));
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('the table of transactions that check before they write', () => {
	it('has each command once, and none that does not exist', () => {
		const commands = named.filter((name) => !name.endsWith('.ts'));
		expect(commands.toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
	});

	it('has every file that opens a transaction, and none that does not exist', () => {
		const opening = files.filter((file) => /\.transaction\(\)/.test(textOf(file)));
		expect(opening.length).toBeGreaterThan(5);
		expect(named).toEqual(expect.arrayContaining(opening));
		expect(named.filter((name) => name.endsWith('.ts') && !files.includes(name))).toEqual([]);
	});

	it('names only constraints that exist', () => {
		const migrations = files.filter((file) => file.startsWith('server/store/migrations/'));
		const schema = migrations.map(textOf).join('\n').replaceAll('`${table}_pk`', TABLES);
		const constraints = rows.flatMap((row) => [...row.matchAll(/`(\w+_(?:pk|name|object))`/g)]);
		expect(constraints.length).toBeGreaterThan(5);
		expect(
			constraints.map(([, name = '']) => name).filter((name) => !schema.includes(name))
		).toEqual([]);
	});
});

/** The first migration names the constraints of these tables in a loop. */
const TABLES = ['document_update', 'document_snapshot', 'action', 'decision']
	.map((table) => `${table}_pk`)
	.join(' ');
