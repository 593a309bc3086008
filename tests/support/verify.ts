// What `npm test` runs. A failing step does not prevent the later ones; the last line is the total.
// The steps that read the source run in parallel with those that execute it.
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { findChromium } from './chromium.ts';
import { licencesHere } from './licences.ts';
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
import { runTests } from './test-lanes.ts';

const STRICT = ['--tsconfig', './tsconfig.json', '--fail-on-warnings'];

/** Number of steps besides the tests, each counted as one. */
const STEPS = 5;

const verdict = (...codes: number[]) => (codes.every((code) => code === 0) ? PASSED : FAILED);

async function check(say: Say): Promise<Count> {
	return verdict(await runTool('svelte-check/bin/svelte-check', STRICT, say));
}

async function lint(say: Say): Promise<Count> {
	const rules = await runTool('eslint/bin/eslint.js', ['.'], say);
	return verdict(rules, await runTool('prettier/bin/prettier.cjs', ['--check', '.'], say));
}

/** Unused files, exports and dependencies. */
async function dead(say: Say): Promise<Count> {
	return verdict(await runTool('knip/bin/knip.js', ['--no-progress'], say));
}

/** The licences of all installed packages, tools included. */
async function licences(say: Say): Promise<Count> {
	const found = await licencesHere();
	for (const one of found) say(`not allowed: ${one}\n`);
	return found.length === 0 ? PASSED : FAILED;
}

/** The output is held back until the tests have finished. */
async function readSource(): Promise<{ counts: Count[]; said: string }> {
	const said: string[] = [];
	const say: Say = (text) => void said.push(text);
	const counts = [
		await step('check', check, say),
		await step('lint', lint, say),
		await step('dead code', dead, say),
		await step('licences', licences, say)
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
	return NOTHING; // finding a browser is not a result; only its absence counts
}

async function runSource(): Promise<{ counts: Count[]; trouble: string }> {
	const built = await step('build', build);
	const browsed = await step('browser', browser);
	if (built.failed > 0) return { counts: [built, browsed], trouble: '' };
	const { counts, trouble } = await runTests(browsed.failed === 0);
	return { counts: [built, browsed, ...counts], trouble };
}

/** Generated files come first, because everything else reads them. */
async function verify(): Promise<Count> {
	const synced = await step('sync', async () =>
		(await runTool('@sveltejs/kit/svelte-kit.js', ['sync'])) === 0 ? NOTHING : FAILED
	);
	const reading = readSource();
	const run = await runSource();
	const { counts, said } = await reading;
	aloud(said);
	if (run.trouble) aloud(`\n── what failed ──\n${run.trouble}\n`);
	return total([synced, ...counts, ...run.counts]);
}

const { passed, failed, skipped } = await verify();
const hasTested = passed > STEPS;
process.exitCode = failed > 0 || !hasTested ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
