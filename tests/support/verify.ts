// What `npm test` runs. A step that fails does not hide the later ones; the last line is the sum of all.
// There are two lanes, as one core is not enough for either: what reads the source runs beside what runs it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { findChromium } from './chromium.ts';
import {
	aloud,
	FAILED,
	NOTHING,
	PASSED,
	runTool,
	step,
	total,
	type Count,
	type Say
} from './step.ts';
import { countTests } from './vitest-report.ts';

const WITHOUT_BROWSER = ['--project', '!browser'];
const STRICT = ['--tsconfig', './tsconfig.json', '--fail-on-warnings'];

/** Steps that count as one each, beside the tests. */
const STEPS = 4;

const verdict = (...codes: number[]) => (codes.every((code) => code === 0) ? PASSED : FAILED);

async function check(say: Say): Promise<Count> {
	return verdict(await runTool('svelte-check/bin/svelte-check', STRICT, say));
}

async function lint(say: Say): Promise<Count> {
	const rules = await runTool('eslint/bin/eslint.js', ['.'], say);
	return verdict(rules, await runTool('prettier/bin/prettier.cjs', ['--check', '.'], say));
}

/** Files, exports and dependencies that nothing needs. */
async function dead(say: Say): Promise<Count> {
	return verdict(await runTool('knip/bin/knip.js', ['--no-progress'], say));
}

/** Its words are kept until the tests have had theirs. */
async function readSource(): Promise<{ counts: Count[]; said: string }> {
	const said: string[] = [];
	const say: Say = (text) => void said.push(text);
	const counts = [
		await step('check', check, say),
		await step('lint', lint, say),
		await step('dead code', dead, say)
	];
	return { counts, said: said.join('') };
}

async function build(say: Say): Promise<Count> {
	await ensureBuilt(ROOT, (line) => say(`${line}\n`));
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
	const file = process.env['REPORT'] ?? join(folder, 'report.json');
	const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const which = isBrowserThere ? [] : WITHOUT_BROWSER;
	try {
		const code = await runTool('vitest/vitest.mjs', [...args, ...which]);
		return countTests(await readFile(file, 'utf8'), code);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function runSource(): Promise<Count[]> {
	const built = await step('build', build);
	const browsed = await step('browser', browser);
	if (built.failed > 0) return [built, browsed];
	return [built, browsed, await step('tests', () => tests(browsed.failed === 0))];
}

/** What everything else reads is written before anything else begins. */
async function verify(): Promise<Count> {
	const synced = await step('sync', async () =>
		(await runTool('@sveltejs/kit/svelte-kit.js', ['sync'])) === 0 ? NOTHING : FAILED
	);
	const reading = readSource();
	const run = await runSource();
	const { counts, said } = await reading;
	aloud(said);
	return total([synced, ...counts, ...run]);
}

const { passed, failed, skipped } = await verify();
const hasTested = passed > STEPS;
process.exitCode = failed > 0 || !hasTested ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
