// `npm run test:slowest -- test-results/*.json`: the ten slowest files of vitest reports, as in tests/README.md.
import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../../server/boot/root.ts';

const TEN = 10;

const report = v.object({
	testResults: v.array(
		v.object({
			name: v.string(),
			startTime: v.number(),
			endTime: v.number(),
			assertionResults: v.array(v.unknown())
		})
	)
});

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('which reports? REPORT=test-results npm test writes them');
const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));

const rows = texts
	.flatMap((text) => v.parse(report, JSON.parse(text)).testResults)
	.map(({ name, startTime, endTime, assertionResults }) => ({
		name: relative(ROOT, name).split(sep).join('/'),
		seconds: (endTime - startTime) / 1000,
		tests: assertionResults.length
	}))
	.sort((a, b) => b.seconds - a.seconds)
	.slice(0, TEN)
	.map(({ name, seconds, tests }) => `| \`${name}\` | ${tests} | ${seconds.toFixed(1)} |`);

console.log(['| file | tests | seconds |', '|---|---|---|', ...rows].join('\n'));
