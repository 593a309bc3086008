import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { aloud, FAILED, NORMAL, runTool, step, type Count, type Say } from './step.ts';
import { countTests } from './vitest-report.ts';

/** It waits for most of its minute, so that it costs the other lane little. */
const PATIENT = 'tests/e2e/bad-line.e2e.ts';

const UNITS = ['--project', 'unit', '--project', 'components'];
const BROWSER = ['--project', 'browser', '--exclude', PATIENT];
const INTEGRATION = ['--project', 'integration', '--maxWorkers=1'];
const PATHS = ['tests/contracts/', 'tests/documents/', 'tests/http/', 'tests/sync/', PATIENT];

/**
 * Runs all tests: unit and component tests first, then two lanes. In one, people in browsers, who keep a core busy; in the
 * other, files that mostly wait for servers, disks and lines, whose output comes after that of the first. `REPORT` names
 * a folder for the reports.
 */
export async function runTests(isBrowserThere: boolean): Promise<Count[]> {
	const given = process.env['REPORT'];
	const folder = given ? resolve(given) : await mkdtemp(join(tmpdir(), 'briefing-board-'));
	await mkdir(folder, { recursive: true });
	try {
		const lane = (title: string, args: readonly string[], say?: Say) =>
			step(title, () => run(join(folder, `${title}.json`), args, say), say);
		const units = await lane('unit tests', UNITS);
		if (!isBrowserThere) return [units, await lane('integration tests', INTEGRATION)];
		const said: string[] = [];
		const lanes = await Promise.all([
			lane('browser tests', BROWSER),
			lane('integration tests', [...INTEGRATION, '--project', 'browser', ...PATHS], (text) =>
				said.push(text)
			)
		]);
		aloud(said.join(''));
		return [units, ...lanes];
	} finally {
		if (!given) await rm(folder, { recursive: true, force: true });
	}
}

async function run(file: string, args: readonly string[], say?: Say): Promise<Count> {
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const code = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...args], say, NORMAL);
	const report = await readFile(file, 'utf8').catch(() => undefined);
	return report === undefined ? FAILED : countTests(report, code);
}
