// `npm run bench -- compare <commit>`: runs old, new and old again, in turn. See README.md in this folder.
import { parseArgs } from 'node:util';
import { ROOT } from '../../server/boot/root.ts';
import { layOut, measureIn } from './compare/tree.ts';
import { judge, type Round } from './compare/verdict.ts';
import { shown, table } from './report/table.ts';

const COMPARED = ['fan-out', 'joins', 'documents'];
/** Lower is better for each; the other columns describe the state of the machine. */
const FIGURES = [
	...['p50 ms', 'p95 ms', 'p99 ms', 'CPU ms/1000 deliveries'],
	...['CPU ms/join', 'all synced ms'],
	...['all in, s', 'item reaches half, ms', 'reaches all, median ms', 'memory MB']
];

const { values, positionals } = parseArgs({
	args: process.argv.slice(3),
	allowPositionals: true,
	options: { runs: { type: 'string', default: '3' }, seconds: { type: 'string' } }
});
const [commit, ...named] = positionals;
if (commit === undefined) throw new Error('compare with which commit?');

const old = layOut(commit);
const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
const losses: string[] = [];
for (const scenario of named.length > 0 ? named : COMPARED) {
	const rounds: Round[] = [];
	for (let run = 1; run <= Number(values.runs); run++) {
		console.error(`${scenario}: old, new and old again, ${run} of ${values.runs}`);
		const measure = (folder: string) => measureIn(folder, { scenario, seconds });
		rounds.push({ before: measure(old), now: measure(ROOT), after: measure(old) });
	}
	console.log(`\n${scenario}: the working tree against ${commit}\n\n${tableOf(rounds)}`);
	losses.push(...lossesIn(scenario, rounds));
}
console.log(losses.length === 0 ? '\nno loss' : `\nlosses: ${losses.join(', ')}`);
process.exitCode = losses.length === 0 ? 0 : 1;

function verdicts(rounds: readonly Round[]) {
	const measured = FIGURES.filter((figure) => rounds[0]?.now[figure] !== undefined);
	return measured.map((figure) => judge(figure, rounds));
}

function tableOf(rounds: readonly Round[]): string {
	const rows = verdicts(rounds).map(({ figure, change, noise, word }) => [
		...[figure, word, shown(change, 3), shown(noise, 3)],
		rounds.map(({ before, now, after }) => quoted([before, now, after], figure)).join('; ')
	]);
	return table(['figure', 'verdict', 'new/old', 'old/old', 'old, new, old again'], rows, 2);
}

function quoted(all: readonly Round['now'][], figure: string): string {
	return all.map((figures) => shown(figures[figure] ?? NaN, 2)).join(' ');
}

/** Undelivered changes are a loss, whatever the other figures are. */
function lossesIn(scenario: string, rounds: readonly Round[]): string[] {
	const missing = (figures: Round['now']) => figures['missing'] ?? 0;
	const isMissing = rounds.some(({ now, before }) => missing(now) > missing(before));
	const lost = verdicts(rounds).filter(({ word }) => word === 'loss');
	return [...lost.map(({ figure }) => figure), ...(isMissing ? ['missing'] : [])].map(
		(figure) => `${scenario} ${figure}`
	);
}
