import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { ROOT } from '../../server/boot/root.ts';
import { aloud, FAILED, NORMAL, runTool, step, type Count, type Say } from './step.ts';
import { countTests, failedFiles } from './vitest-report.ts';

/** It waits for most of its minute, so that it costs the other lane little. */
const PATIENT = 'tests/e2e/bad-line.e2e.ts';

const UNITS = ['--project', 'unit', '--project', 'components'];
const BROWSER = ['--project', 'browser', '--exclude', PATIENT];
const INTEGRATION = ['--project', 'integration', '--maxWorkers=1'];
const PATHS = ['tests/contracts/', 'tests/documents/', 'tests/http/', 'tests/sync/', PATIENT];

/** More files than this do not fail because the machine was busy. */
const FEW = 3;

/** What came of a lane, and what it takes to run the files that failed again. */
interface Lane {
	readonly count: Count;
	readonly again?: () => Promise<Count>;
}

/**
 * Runs all tests: unit and component tests first, then two lanes. In one, people in browsers, who keep a core busy; in the
 * other, files that mostly wait for servers, disks and lines, whose output comes after that of the first. What failed in a
 * few files of a lane is run once more when the machine is quiet, and named. `REPORT` names a folder for the reports.
 */
export async function runTests(isBrowserThere: boolean): Promise<Count[]> {
	const given = process.env['REPORT'];
	const folder = given ? resolve(given) : await mkdtemp(join(tmpdir(), 'briefing-board-'));
	await mkdir(folder, { recursive: true });
	try {
		const units = await step('unit tests', () => run(join(folder, 'unit tests.json'), UNITS));
		return [units, ...(await runLanes(folder, isBrowserThere))];
	} finally {
		if (!given) await rm(folder, { recursive: true, force: true });
	}
}

async function runLanes(folder: string, isBrowserThere: boolean): Promise<Count[]> {
	const lane = (title: string, args: readonly string[], say?: Say) =>
		runLane(join(folder, `${title}.json`), title, args, say);
	const said: string[] = [];
	const waiting = isBrowserThere ? [...INTEGRATION, '--project', 'browser', ...PATHS] : INTEGRATION;
	const lanes = await Promise.all([
		...(isBrowserThere ? [lane('browser tests', BROWSER)] : []),
		lane('integration tests', waiting, (text) => said.push(text))
	]);
	aloud(said.join(''));
	const counts: Count[] = [];
	for (const { count, again } of lanes) counts.push((await again?.()) ?? count);
	return counts;
}

async function runLane(
	file: string,
	title: string,
	args: readonly string[],
	say?: Say
): Promise<Lane> {
	const count = await step(title, () => run(file, args, say), say);
	const report = count.failed > 0 ? await readFile(file, 'utf8').catch(() => undefined) : undefined;
	const failed = report === undefined ? [] : failedFiles(report);
	if (failed.length === 0 || failed.length > FEW) return { count };
	const projects = args.flatMap((arg, at) =>
		args[at - 1] === '--project' ? ['--project', arg] : []
	);
	return { count, again: () => runAgain(file, [...projects, ...failed], count) };
}

/** A test that upsets nobody but a busy machine passes now; it counts as passed and is named. */
async function runAgain(file: string, args: readonly string[], first: Count): Promise<Count> {
	const names = args.filter((arg) => arg.includes('/')).map((path) => relative(ROOT, path));
	const title = `once more, on a quiet machine: ${names.join(', ')}`;
	const second = await step(title, () => run(file.replace('.json', ' again.json'), args));
	return second.failed > 0 ? first : { ...first, passed: first.passed + first.failed, failed: 0 };
}

async function run(file: string, args: readonly string[], say?: Say): Promise<Count> {
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const code = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...args], say, NORMAL);
	const report = await readFile(file, 'utf8').catch(() => undefined);
	return report === undefined ? FAILED : countTests(report, code);
}
