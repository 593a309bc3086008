import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sveltekit } from '@sveltejs/kit/vite';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
// Types only: a server installed without development packages builds its pages too, and has no vitest.
import type {} from 'vitest/config';
import { ensureMessages } from './server/boot/messages.ts';

/** What a server or a page is asked again for; of one second, another test may have the machine for most. */
const PATIENT = { timeout: 15_000 };

ensureMessages(import.meta.dirname);

// For what vitest starts: workers, and in them the threads of the board.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

const node = {
	environment: 'node' as const,
	testTimeout: 20_000,
	hookTimeout: 60_000,
	// Node loads the compiled texts as they are, and quicker than through Vite.
	server: { deps: { external: [/\/src\/messages\/compiled\//] } }
};

// What Node was started with (`--conditions=…`) decides for the pages as it does for the server.
const asked = process.execArgv.flatMap((flag) => /^--conditions=(.+)$/.exec(flag)?.[1] ?? []);

// Tests wait for servers and browsers much of the time, so that two at once suit two cores.
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
	plugins: [sveltekit()],
	resolve: { conditions: [...asked, ...defaultClientConditions] },
	ssr: { resolve: { conditions: [...asked, ...defaultServerConditions] } },
	// Besides the routes: what a page loads later. Found only then, a package would make Vite load the page again.
	optimizeDeps: { entries: ['src/hooks.client.ts', 'src/lib/**/create-*.ts'] },
	test: {
		maxWorkers,
		projects: [
			{
				extends: true,
				test: {
					...node,
					name: 'unit',
					// They share a worker's modules: none of them changes one, and to load them anew took longer than the tests.
					pool: 'threads',
					isolate: false,
					sequence: { groupOrder: 0 },
					include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'tests/*.test.ts'],
					exclude: ['src/**/*.svelte.test.ts']
				}
			},
			{
				extends: true,
				// In node the runes would be compiled for the server, where no effect ever runs.
				resolve: { conditions: ['browser'] },
				test: {
					name: 'components',
					environment: 'happy-dom',
					pool: 'threads',
					sequence: { groupOrder: 0 },
					include: ['src/**/*.svelte.test.ts']
				}
			},
			{
				extends: true,
				test: {
					...node,
					name: 'integration',
					expect: { poll: PATIENT },
					sequence: { groupOrder: 1 },
					globalSetup: 'tests/support/built.ts',
					include: ['tests/{contracts,sync,http,documents}/**/*.test.ts']
				}
			},
			{
				extends: true,
				test: {
					...node,
					name: 'browser',
					expect: { poll: PATIENT },
					// One at a time: two servers with five windows each take twice as long side by side on two cores.
					sequence: { groupOrder: 2 },
					fileParallelism: false,
					// One Chromium for all of them; each window is a profile of its own.
					isolate: false,
					globalSetup: 'tests/support/built.ts',
					include: ['tests/e2e/**/*.e2e.ts'],
					testTimeout: 120_000
				}
			}
		]
	}
});
