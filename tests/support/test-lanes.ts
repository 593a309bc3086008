import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { ROOT } from '../../server/boot/root.ts';
import { aloud, FAILED, NORMAL, runTool, step, type Count, type Say } from './step.ts';
import { describeTrouble, readTrouble, type Trouble } from './trouble.ts';
import { countTests } from './vitest-report.ts';

/** They wait for most of their time: for lines, servers that start, and what is not there. Both lanes then take as long. */
const PATIENT = ['bad-line', 'blocked', 'outbox', 'cannot-open', 'awake', 'hands'].map(
	(name) => `tests/e2e/${name}.e2e.ts`
);

const UNITS = ['--project', 'unit', '--project', 'components'];
const BROWSER = ['--project', 'browser', ...PATIENT.flatMap((file) => ['--exclude', file])];
const INTEGRATION = ['--project', 'integration', '--maxWorkers=1'];
const PATHS = ['tests/contracts/', 'tests/documents/', 'tests/http/', 'tests/sync/', ...PATIENT];

/** More files than this do not fail because the machine was busy. */
const FEW = 3;

const REPORTERS = ['default', 'json', './tests/support/trouble-reporter.ts'];

/** What came of a run of vitest. */
interface Run {
	readonly count: Count;
	readonly trouble: readonly Trouble[];
}

/** A run, and what it takes to run the files that failed again. */
interface Lane extends Run {
	readonly again?: () => Promise<Run>;
}

/**
 * Runs all tests: unit and component tests first, then two lanes. In one, people in browsers, who keep a core busy; in the
 * other, files that mostly wait for servers, disks and lines, whose output comes after that of the first. What failed in a
 * few files of a lane is run once more when the machine is quiet, and named; what fails twice is described.
 * `REPORT` names a folder for the reports.
 */
export async function runTests(
	isBrowserThere: boolean
): Promise<{ counts: Count[]; trouble: string }> {
	const given = process.env['REPORT'];
	const folder = given ? resolve(given) : await mkdtemp(join(tmpdir(), 'briefing-board-'));
	await mkdir(folder, { recursive: true });
	try {
		const units = await settle(await runLane(join(folder, 'unit tests.json'), 'unit tests', UNITS));
		const runs = [units, ...(await runLanes(folder, isBrowserThere))];
		return {
			counts: runs.map(({ count }) => count),
			trouble: runs.flatMap(({ trouble }) => trouble.map(describeTrouble)).join('\n')
		};
	} finally {
		if (!given) await rm(folder, { recursive: true, force: true });
	}
}

async function runLanes(folder: string, isBrowserThere: boolean): Promise<Run[]> {
	const lane = (title: string, args: readonly string[], say?: Say) =>
		runLane(join(folder, `${title}.json`), title, args, say);
	const said: string[] = [];
	const waiting = isBrowserThere ? [...INTEGRATION, '--project', 'browser', ...PATHS] : INTEGRATION;
	const lanes = await Promise.all([
		...(isBrowserThere ? [lane('browser tests', BROWSER)] : []),
		lane('integration tests', waiting, (text) => said.push(text))
	]);
	aloud(said.join(''));
	const runs: Run[] = [];
	for (const one of lanes) runs.push(await settle(one));
	return runs;
}

const settle = async (lane: Lane): Promise<Run> => (await lane.again?.()) ?? lane;

async function runLane(
	file: string,
	title: string,
	args: readonly string[],
	say?: Say
): Promise<Lane> {
	const first = await stepOf(title, file, args, say);
	const failed = [...new Set(first.trouble.flatMap(({ file }) => (file ? [file] : [])))];
	if (failed.length === 0 || failed.length > FEW) return first;
	const projects = args.flatMap((arg, at) =>
		args[at - 1] === '--project' ? ['--project', arg] : []
	);
	return { ...first, again: () => runAgain(file, projects, failed, first) };
}

/** A test that only a busy machine upsets passes now; it counts as passed and is named. */
async function runAgain(
	file: string,
	projects: readonly string[],
	failed: readonly string[],
	first: Run
): Promise<Run> {
	const names = failed.map((path) => relative(ROOT, path)).join(', ');
	const args = [...projects, ...failed];
	const report = file.replace('.json', ' again.json');
	const second = await stepOf(`once more, on a quiet machine: ${names}`, report, args);
	if (second.count.failed > 0) return { count: first.count, trouble: second.trouble };
	const { passed, failed: upset, skipped } = first.count;
	return { count: { passed: passed + upset, failed: 0, skipped }, trouble: [] };
}

async function stepOf(
	title: string,
	report: string,
	args: readonly string[],
	say?: Say
): Promise<Run> {
	const count = await step(title, () => run(report, args, say), say);
	return { count, trouble: await readTrouble(report) };
}

async function run(file: string, args: readonly string[], say?: Say): Promise<Count> {
	const reporters = REPORTERS.map((one) => `--reporter=${one}`);
	const all = ['run', ...reporters, `--outputFile.json=${file}`, ...args];
	const code = await runTool('vitest/vitest.mjs', all, say, NORMAL);
	const report = await readFile(file, 'utf8').catch(() => undefined);
	return report === undefined ? FAILED : countTests(report, code);
}
