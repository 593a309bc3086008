import { describe, expect, it } from 'vitest';
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
