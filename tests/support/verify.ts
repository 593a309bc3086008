// What `npm test` runs. A step that fails does not hide the later ones; the last line is the sum of all.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { findChromium } from './chromium.ts';
import { FAILED, NOTHING, PASSED, runTool, step, total, type Count } from './step.ts';
import { countTests } from './vitest-report.ts';

const WITHOUT_BROWSER = ['--project', 'unit', '--project', 'integration'];

const verdict = (...codes: number[]) => (codes.every((code) => code === 0) ? PASSED : FAILED);

async function check(): Promise<Count> {
	const synced = await runTool('@sveltejs/kit/svelte-kit.js', 'sync');
	const args = ['--tsconfig', './tsconfig.json', '--fail-on-warnings'];
	return verdict(synced, await runTool('svelte-check/bin/svelte-check', ...args));
}

async function lint(): Promise<Count> {
	const rules = await runTool('eslint/bin/eslint.js', '.');
	return verdict(rules, await runTool('prettier/bin/prettier.cjs', '--check', '.'));
}

async function build(): Promise<Count> {
	await ensureBuilt(ROOT, console.log);
	return PASSED;
}

async function browser(): Promise<Count> {
	const chromium = await findChromium();
	if (chromium === null) return FAILED;
	console.log(chromium);
	process.env['CHROMIUM'] = chromium;
	return NOTHING; // a browser is no result of its own; its absence is
}

async function tests(isBrowserThere: boolean): Promise<Count> {
	const folder = await mkdtemp(join(tmpdir(), 'briefing-board-'));
	const file = join(folder, 'report.json');
	const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	try {
		const code = await runTool(
			'vitest/vitest.mjs',
			...args,
			...(isBrowserThere ? [] : WITHOUT_BROWSER)
		);
		return countTests(await readFile(file, 'utf8'), code);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function verify(): Promise<Count> {
	const checked = await step('check', check);
	const linted = await step('lint', lint);
	const built = await step('build', build);
	const browsed = await step('browser', browser);
	const first = [checked, linted, built, browsed];
	if (built.failed > 0) return total(first);
	return total([...first, await step('tests', () => tests(browsed.failed === 0))]);
}

const { passed, failed, skipped } = await verify();
const hasTested = passed > 3; // more than check, lint and build
process.exitCode = failed > 0 || !hasTested ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
