import { describe, expect, it } from 'vitest';
import { countTests, failedFiles } from './support/vitest-report.ts';

const report = (
	passed: number,
	failed: number,
	pending: number,
	files: { name: string; status: string; assertionResults: { status: string }[] }[] = []
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
		const file = { name: 'run.e2e.ts', status: 'failed', assertionResults: [{ status: 'failed' }] };
		expect(countTests(report(3, 1, 2, [file]), 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
	});

	it('counts a file that cannot be loaded as failed', () => {
		const file = { name: 'run.e2e.ts', status: 'failed', assertionResults: [] };
		expect(countTests(report(3, 0, 0, [file]), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
	});

	it('counts a run that fails outside its tests as failed', () => {
		expect(countTests(report(3, 0, 0), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
	});

	it('counts a run without tests as failed', () => {
		expect(countTests(report(0, 0, 0), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
	});
});

describe('failedFiles', () => {
	it('names the files in which something failed', () => {
		const bad = { name: 'run.e2e.ts', status: 'failed', assertionResults: [{ status: 'failed' }] };
		const good = { name: 'bin.e2e.ts', status: 'passed', assertionResults: [{ status: 'passed' }] };
		expect(failedFiles(report(1, 1, 0, [bad, good]))).toEqual(['run.e2e.ts']);
	});
});
