// Verifies the chains of the audit: npm run audit:verify [-- --head <hash> …]
import { parseArgs } from 'node:util';
import { FAULTS } from '#shared/audit/faults.ts';
import { verifyAudit, type AuditVerified } from './audit/verify.ts';
import { readConfig, readEnvironment } from './boot/config.ts';
import { StartError } from './boot/errors.ts';
import { ROOT } from './boot/root.ts';
import { openToRead } from './store/connect.ts';

const STEP = 100_000; // rows between two lines of progress

const USAGE = `Usage: npm run audit:verify [-- --head <hash> …]
       With --head, a row of that hash must still be there: one that was printed here, or exported, earlier.`;

async function verify(): Promise<boolean> {
	const { dataDir } = readConfig(readEnvironment(ROOT));
	const database = openToRead(dataDir);
	try {
		const verified = await verifyAudit(database, { heads: askedHeads(), onRows: progress() });
		for (const line of wordsOf(verified)) console.log(line);
		return verified.faulty === 0 && verified.unknown.length === 0;
	} finally {
		await database.destroy();
	}
}

function askedHeads(): readonly string[] {
	try {
		const options = { head: { type: 'string', multiple: true } } as const;
		return parseArgs({ args: process.argv.slice(3), options }).values.head ?? [];
	} catch {
		throw new StartError(USAGE);
	}
}

function progress(): (rows: number) => void {
	let [read, said] = [0, 0];
	return (rows) => {
		read += rows;
		if (read - said < STEP) return;
		said = read;
		console.error(`${read} rows read`);
	};
}

/** The chains with their heads, then what is wrong. */
function wordsOf({ chains, faults, faulty, unknown }: AuditVerified): string[] {
	const rows = chains.reduce((sum, one) => sum + one.rows, 0);
	const isSound = faulty === 0 && unknown.length === 0;
	return [
		...chains.map(({ chain, head }) => `${chain} ${head.position} ${head.hash}`),
		`${rows} rows in ${chains.length} chains${isSound ? ', all as they were written.' : '.'}`,
		...faults.map(
			({ chain, position, kind }) => `${kind}: ${chain} ${position}: ${FAULTS[kind]()}`
		),
		...(faulty > faults.length ? [`${faulty - faults.length} more faults.`] : []),
		...unknown.map((hash) => `No row has the hash ${hash}: its chain was cut or written anew.`)
	];
}

try {
	if (!(await verify())) process.exitCode = 1;
} catch (error) {
	console.error(error instanceof StartError ? error.message : error);
	process.exitCode = 1;
}
