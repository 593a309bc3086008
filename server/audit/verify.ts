import * as v from 'valibot';
import type { AuditFault } from '#shared/audit/faults.ts';
import { INSTALLATION, type AuditLine } from '../chain/audit-line.ts';
import { CHAIN_BEGINS } from '../store/audit-rows.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';
import { yieldNow } from '../store/yield.ts';
import { ChainCheck, type AuditHead } from './chain-check.ts';

const AT_ONCE = 500;

/** Faults that are named; the others are counted. */
const NAMED = 20;

const nameSchema = v.object({ chain: v.string() });

/** A chain as it was found. */
export interface ChainVerified {
	readonly chain: string;
	readonly rows: number;
	/** The last row; the hash is empty where there is none. */
	readonly head: AuditHead;
}

export interface AuditVerified {
	readonly chains: readonly ChainVerified[];
	/** The first of them. */
	readonly faults: readonly AuditFault[];
	/** How many there are. */
	readonly faulty: number;
	/** Hashes that were asked for and that no row has. */
	readonly unknown: readonly string[];
}

export interface VerifyOptions {
	/** Hashes of rows that were noted earlier, and must still be there. */
	readonly heads?: readonly string[];
	/** Told of rows as they are read. */
	readonly onRows?: (rows: number) => void;
}

/** Verifies every chain of the audit, page by page. The board may write meanwhile. */
export async function verifyAudit(
	database: Database,
	{ heads = [], onRows = () => undefined }: VerifyOptions = {}
): Promise<AuditVerified> {
	const unknown = new Set(heads);
	const named = new Set<string>();
	const look = (line: AuditLine) => {
		unknown.delete(line.hash);
		if (line.chain !== INSTALLATION || line.command !== CHAIN_BEGINS) return;
		const name = readJson(nameSchema, line.detail)?.chain;
		if (name !== undefined) named.add(name);
	};
	const faults = new Faults();
	// Before the chain of the installation is read, which then names all of them.
	const others = (await chainNames(database)).filter((name) => name !== INSTALLATION);
	const read = (chain: string) => readChain(database, chain, { look, onRows, faults });
	const chains = [await read(INSTALLATION)];
	for (const chain of others) chains.push(await read(chain));
	for (const chain of others.filter((name) => !named.has(name)))
		faults.add({ chain, position: 1, kind: 'unnamed' });
	// One that is named, and was not there when the chains were listed, has begun since, or is gone.
	for (const chain of named.difference(new Set(others)))
		if (await headOf(database, chain)) chains.push(await read(chain));
	const left = new Set(chains.filter(({ rows }) => rows > 0).map(({ chain }) => chain));
	for (const chain of named.difference(left)) faults.add({ chain, position: 1, kind: 'gone' });
	return { chains, faults: faults.named, faulty: faults.count, unknown: [...unknown] };
}

/** Verifies one chain. */
export async function verifyChain(
	database: Database,
	chain: string
): Promise<ChainVerified & { readonly faults: readonly AuditFault[] }> {
	const faults = new Faults();
	const verified = await readChain(database, chain, { faults });
	return { ...verified, faults: faults.named };
}

class Faults {
	readonly named: AuditFault[] = [];
	count = 0;

	add(fault: AuditFault): void {
		this.count++;
		if (this.named.length < NAMED) this.named.push(fault);
	}
}

interface ReadOptions {
	readonly faults: Faults;
	readonly look?: (line: AuditLine) => void;
	readonly onRows?: (rows: number) => void;
}

/**
 * Reads a chain up to its head as it is then, and on until the head has not moved: the board may add rows meanwhile, each
 * together with the head.
 */
async function readChain(
	database: Database,
	chain: string,
	{ faults, look, onRows }: ReadOptions
): Promise<ChainVerified> {
	const check = new ChainCheck(chain, (fault) => faults.add(fault));
	let rows = 0;
	for (;;) {
		const head = await headOf(database, chain);
		for await (const page of pagesOf(database, chain, check)) {
			for (const line of page) {
				check.read(line);
				look?.(line);
			}
			rows += page.length;
			onRows?.(page.length);
		}
		const now = await headOf(database, chain);
		if (head?.position !== now?.position) continue;
		check.end(now);
		const { position, hash } = check.last;
		return { chain, rows, head: { position, hash } };
	}
}

async function* pagesOf(database: Database, chain: string, { last: from }: ChainCheck) {
	for (let last = from; ;) {
		const page: AuditLine[] = await database
			.selectFrom('audit')
			.selectAll()
			.where('chain', '=', chain)
			.where('position', '>=', last.position) // so that the index is used from there
			.where((eb) =>
				eb.or([
					eb('position', '>', last.position),
					eb.and([eb('position', '=', last.position), eb('seq', '>', last.seq)])
				])
			)
			.orderBy('position')
			.orderBy('seq')
			.limit(AT_ONCE)
			.execute();
		yield page;
		const end = page.at(-1);
		if (!end || page.length < AT_ONCE) return;
		last = end;
		await yieldNow();
	}
}

function headOf(database: Database, chain: string): Promise<AuditHead | undefined> {
	return database
		.selectFrom('audit_head')
		.select(['position', 'hash'])
		.where('chain', '=', chain)
		.executeTakeFirst();
}

/** The chains that have rows or a head. */
async function chainNames(database: Database): Promise<string[]> {
	const names = await database
		.selectFrom('audit_head')
		.select('chain')
		.union(database.selectFrom('audit').select('chain'))
		.orderBy('chain')
		.execute();
	return names.map(({ chain }) => chain);
}
