import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../server/boot/root.ts';
import { judge } from './support/boundaries.ts';
import { fileCycles, folderCycles } from './support/cycles.ts';
import { functionLengths } from './support/function-lengths.ts';
import { importsOf } from './support/imports.ts';
import { ourFiles, sources } from './support/tree.ts';

const verdicts = (file: string, source: string) =>
	importsOf(file, source).flatMap((imported) => judge(file, imported) ?? []);

const treeOf = (files: Record<string, string>) =>
	new Map(Object.entries(files).map(([file, source]) => [file, importsOf(file, source)]));

describe('the tree', () => {
	const tree = sources();

	it('imports only what the table in support/boundaries.ts allows', () => {
		expect(tree.size).toBeGreaterThan(10);
		const broken = [...tree].flatMap(([file, imports]) =>
			imports.flatMap((imported) => judge(file, imported) ?? [])
		);
		expect(broken).toEqual([]);
	});

	it('has no cycles among files or folders, type imports included', () => {
		expect(fileCycles(tree)).toEqual([]);
		expect(folderCycles(tree)).toEqual([]);
	});

	it('consists of short functions: nine out of ten have at most 16 lines', () => {
		const lengths = [...tree.keys()]
			.filter((file) => !file.endsWith('.test.ts'))
			.flatMap((file) => functionLengths(file, readFileSync(join(ROOT, file), 'utf8')))
			.sort((a, b) => a - b);
		expect(lengths.length).toBeGreaterThan(1_000);
		expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(16);
	});

	it('says in server/store alone what is SQLite’s own in SQL', () => {
		const own =
			/\bsql\b[^]*\b(rowid|json_each|json_extract|group_concat|glob|instr|pragma|collate|strftime)\b|\.fn\('m(ax|in)', \[/i;
		const found = [...tree.keys()]
			.filter((file) => /^server\/(?!store\/).*(?<!\.test)\.ts$/.test(file))
			.filter((file) => own.test(readFileSync(join(ROOT, file), 'utf8')));
		expect(found).toEqual([]);
	});

	it('names no package registry and no developer’s folder', { timeout: 60_000 }, () => {
		const found = ourFiles().flatMap((file) => {
			const text = readFileSync(join(ROOT, file), 'latin1');
			return forbidden.filter((word) => word.test(text)).map((word) => `${file}: ${word.source}`);
		});
		expect(found).toEqual([]);
	});
});

// Concatenated, so that this file does not contain them either.
const slash = '/';
const forbidden = [
	new RegExp(['registry', '(npmjs|yarnpkg|npmmirror)', '(org|com)'].join('\\.')),
	new RegExp(['npm', 'pkg', 'github', 'com'].join('\\.')),
	new RegExp(`(?<![\\w.)\\]-])${slash}(home|Users)${slash}[a-z][\\w.-]*${slash}`),
	new RegExp(['[A-Z]:', 'Users', ''].join('[\\\\/]+')),
	new RegExp(['', 'work', '(main|shared|wt-\\w+)\\b'].join(slash)),
	...[ROOT, homedir()].filter((folder) => folder.split(/[\\/]/).length > 2).map(literally)
];

function literally(folder: string): RegExp {
	return new RegExp(`${folder.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}[\\\\/]`);
}

describe('the checker', () => {
	it.each([
		['src/shared/ids.ts', "import fs from 'node:fs';"],
		['src/shared/ids.ts', "import fs from 'fs';"],
		['src/shared/ids.ts', "import { Editor } from '@tiptap/core';"],
		['src/shared/editor/schema.ts', "import { mount } from 'svelte';"],
		['src/lib/sync/room.ts', "import { goto } from '$app/navigation';"],
		['src/lib/ui/Button.svelte', "<script>\n\timport { can } from '#shared/access.ts';\n</script>"],
		[
			'src/lib/features/agenda/Item.svelte',
			"<script>import A from '../actions/A.svelte';</script>"
		],
		[
			'src/lib/features/agenda/Item.svelte',
			"<script>import A from '$lib/features/actions/A.svelte';</script>"
		],
		['src/lib/features/agenda/list.ts', "import { dev } from '$app/environment';"],
		['src/routes/+page.server.ts', "import { createApp } from '#server/app.ts';"],
		['src/routes/+page.server.ts', "import {\n\tcreateApp\n} from '../../server/app.ts';"],
		['src/lib/server/app.ts', "export { createApp } from '#server/app.ts';"],
		['src/shared/ids.ts', "const app = await import('#server/app.ts');"],
		['server/sync/room.ts', "import { WebSocket } from 'ws';"],
		['server/sessions/sessions.ts', "import http from 'node:http';"],
		['server/store/connect.ts', "import { sign } from '../accounts/logins.ts';"],
		['server/export/docx.ts', "import { sql } from 'kysely';"],
		['server/export/docx.ts', "import { open } from '../store/connect.ts';"],
		['server/live/live.ts', "import { sql } from 'kysely';"],
		['server/http/upgrade.ts', "import '#server/store/connect.ts';"],
		['server/main.ts', "import { build } from 'vite';"],
		['server/app.ts', "import { people } from '../tests/support/people.ts';"],
		['src/shared/ids.ts', "import { vi } from 'vitest';"]
	])('refuses in %s: %s', (file, source) => {
		expect(verdicts(file, source)).toEqual([expect.stringContaining(`${file} imports `)]);
	});

	it.each([
		['src/shared/ids.ts', "// import fs from 'node:fs';"],
		['src/shared/ids.test.ts', "import { expect } from 'vitest';"],
		['src/shared/editor/schema.ts', "import { Node } from '@tiptap/core';"],
		['src/routes/+page.server.ts', "import type { App } from '#server/app.ts';"],
		['src/lib/server/app.ts', "import type { App } from '#server/app.ts';"],
		['src/lib/features/agenda/list.ts', "import { goto } from '$app/navigation';"],
		['src/lib/features/agenda/list.ts', "import { say } from '../notices/notices.svelte.ts';"],
		['server/store/documents.ts', "import type { DocStore } from '../sync/doc-store.ts';"],
		['server/dev.ts', "import { createServer } from 'vite';"]
	])('allows in %s: %s', (file, source) => {
		expect(verdicts(file, source)).toEqual([]);
	});

	it('says where the code belongs instead', () => {
		const [verdict] = verdicts('server/main.ts', "import { build } from 'vite';");
		expect(verdict).toBe(
			'server/main.ts imports vite: only server/dev.ts knows Vite; production runs without it.'
		);
	});

	it.each(['', 'type '])('finds a deliberate cycle: import %s', (type) => {
		const made = treeOf({
			'server/live/live.ts': `import ${type}{ a } from '../http/a.ts';`,
			'server/http/a.ts': "import { b } from './b.ts';",
			'server/http/b.ts': "export { c } from '#server/live/live.ts';"
		});
		expect(fileCycles(made)).toEqual([
			'server/live/live.ts → server/http/a.ts → server/http/b.ts → server/live/live.ts'
		]);
		expect(folderCycles(made)).toEqual(['server/live → server/http → server/live']);
	});

	it('finds a cycle through a component and an inline type import', () => {
		const made = treeOf({
			'src/lib/room/room.ts': "export type A = import('../ui/A.svelte').default;",
			'src/lib/ui/A.svelte':
				'<script lang="ts">\n\timport type { A } from \'#lib/room/room.ts\';\n</script>\n<p>{1}</p>'
		});
		expect(folderCycles(made)).toEqual(['src/lib/room → src/lib/ui → src/lib/room']);
	});

	it('sees imports that occur only in a component’s markup', () => {
		const [found] = importsOf('src/A.svelte', "{#await import('#shared/ids.ts')}…{/await}");
		expect(found).toEqual({
			...{ specifier: '#shared/ids.ts', target: 'src/shared/ids.ts', isTypeOnly: false }
		});
	});

	it.each([
		`https://${['registry', 'npmjs', 'org'].join('.')}/yjs`,
		`${slash}home${slash}alice${slash}board`,
		`${ROOT}${slash}server`
	])('takes %s for a path of a machine', (text) => {
		expect(forbidden.some((word) => word.test(text))).toBe(true);
	});

	it.each([`src/routes${slash}home${slash}page`, '/network/main', "from '$app/state'"])(
		'does not take %s for one',
		(text) => expect(forbidden.some((word) => word.test(text))).toBe(false)
	);
});
