import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../server/boot/root.ts';
import { describeTrouble, readTrouble, troubleFile } from './support/trouble.ts';
import { countTests } from './support/vitest-report.ts';

const report = (
	passed: number,
	failed: number,
	pending: number,
	files: { status: string; assertionResults: { status: string }[] }[] = []
) =>
	JSON.stringify({
		numPassedTests: passed,
		numFailedTests: failed,
		numPendingTests: pending,
		numTodoTests: 0,
		testResults: files
	});

describe('countTests', () => {
	it('counts passed, failed and skipped tests', () => {
		const file = { status: 'failed', assertionResults: [{ status: 'failed' }] };
		expect(countTests(report(3, 1, 2, [file]), 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
	});

	it('counts a file that cannot be loaded as failed', () => {
		const file = { status: 'failed', assertionResults: [] };
		expect(countTests(report(3, 0, 0, [file]), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
	});

	it('counts a run that fails outside its tests as failed', () => {
		expect(countTests(report(3, 0, 0), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
	});

	it('counts a run without tests as failed', () => {
		expect(countTests(report(0, 0, 0), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
	});
});

async function newFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'board-report-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

describe('what failed', () => {
	it('is read beside the report and told in a few lines', async () => {
		const report = join(await newFolder(), 'browser tests.json');
		const file = join(ROOT, 'tests/e2e/run.e2e.ts');
		const message = ['expected 1 to be 2', ...Array<string>(40).fill('    at somewhere')].join(
			'\n'
		);
		await writeFile(troubleFile(report), JSON.stringify([{ file, name: 'ends', message }]));
		const [told = ''] = (await readTrouble(report)).map(describeTrouble);
		expect(told).toMatch(/^✗ tests\/e2e\/run.e2e.ts > ends\n {4}expected 1 to be 2\n/);
		expect(told.split('\n')).toHaveLength(13);
	});

	it('is nothing where a run could not say', async () => {
		expect(await readTrouble(join(await newFolder(), 'none.json'))).toEqual([]);
	});
});
