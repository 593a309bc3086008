import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { ROOT } from '../../../server/boot/root.ts';
import { scratch } from '../servers/children.ts';

/** Builds the page of each editor as the product's pages are built, and returns their folder. */
export async function buildPages(): Promise<string> {
	const root = join(import.meta.dirname, 'pages');
	const outDir = join(scratch, 'pages');
	await build({
		root,
		configFile: false,
		logLevel: 'warn',
		cacheDir: join(ROOT, 'node_modules/.cache/bench-pages'),
		plugins: [svelte({ configFile: false })],
		build: {
			outDir,
			emptyOutDir: true,
			target: 'esnext',
			rolldownOptions: { input: ['ours', 'stock'].map((name) => join(root, `${name}.html`)) }
		}
	});
	return outDir;
}
