// `npm run test:slowest -- report.json`: the ten slowest files of a vitest report, as the table in tests/README.md.
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

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('which report? REPORT=report.json npm test writes one');

const rows = v
	.parse(report, JSON.parse(await readFile(file, 'utf8')))
	.testResults.map(({ name, startTime, endTime, assertionResults }) => ({
		name: relative(ROOT, name).split(sep).join('/'),
		seconds: (endTime - startTime) / 1000,
		tests: assertionResults.length
	}))
	.sort((a, b) => b.seconds - a.seconds)
	.slice(0, TEN)
	.map(({ name, seconds, tests }) => `| \`${name}\` | ${tests} | ${seconds.toFixed(1)} |`);

console.log(['| file | tests | seconds |', '|---|---|---|', ...rows].join('\n'));
