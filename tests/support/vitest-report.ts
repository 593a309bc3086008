import * as v from 'valibot';
import type { Count } from './step.ts';

const report = v.object({
	numPassedTests: v.number(),
	numFailedTests: v.number(),
	numPendingTests: v.number(),
	numTodoTests: v.number(),
	testResults: v.array(
		v.object({
			status: v.string(),
			assertionResults: v.array(v.object({ status: v.string() }))
		})
	)
});

/**
 * Counts a vitest JSON report. A file that could not be loaded, or a run that fails outside its tests, counts as
 * failed.
 */
export function countTests(json: string, exitCode: number): Count {
	const read = v.parse(report, JSON.parse(json));
	const broken = read.testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((result) => result.status === 'failed')
	);
	const failed = read.numFailedTests + broken.length;
	return {
		passed: read.numPassedTests,
		failed: failed === 0 && (exitCode !== 0 || read.numPassedTests === 0) ? 1 : failed,
		skipped: read.numPendingTests + read.numTodoTests
	};
}
