import * as v from 'valibot';
import type { AuditChain, AuditPage, AuditRow, ChainState } from '#shared/audit/audit-view.ts';
import type { AuditFilter } from '#shared/audit/filter.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import { isAuditor } from '../accounts/auditors.ts';
import type { AuditLine } from '../chain/audit-line.ts';
import type { Commands } from '../commands/commands.ts';
import { Once } from '../rate/once.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';
import { yieldNow } from '../store/yield.ts';
import { allRows, rowsBefore } from './audit-rows.ts';
import { verifyChain } from './verify.ts';

const SHOWN = 50;
const CHAINS = 500; // that can be chosen: those of the latest sessions
const AGAIN = 3_600_000; // ms within which it is audited once that somebody looks at the audit

const detailSchema = v.record(v.string(), v.unknown());

export interface AuditViewOptions {
	readonly database: Database;
	readonly commands: Commands;
}

/** The audit as auditors see it: rows with the names of people, and nothing of any session. Looking at it is audited too. */
export class AuditView {
	readonly #options: AuditViewOptions;
	readonly #noted = new Once(AGAIN);

	constructor(options: AuditViewOptions) {
		this.#options = options;
	}

	/** Rows that match a filter, newest first, from before a number. */
	page(
		by: PersonId,
		filter: AuditFilter,
		before: number | undefined
	): Promise<AuditPage | Refusal> {
		const { database } = this.#options;
		return this.#look(by, async () => {
			const lines = await rowsBefore(database, filter, before, SHOWN + 1);
			const shown = lines.slice(0, SHOWN);
			const names = await namesIn(database, shown);
			const older = lines.length > SHOWN ? shown.at(-1)?.seq : undefined;
			return { rows: shown.map((line) => rowOf(line, names)), older };
		});
	}

	/** The chain of the installation, and those of sessions, the latest first. */
	chains(by: PersonId): Promise<AuditChain[] | Refusal> {
		const { database } = this.#options;
		return this.#look(by, async () => {
			const rows = await database
				.selectFrom('audit_head')
				.innerJoin('session', (join) =>
					join.on((eb) => eb('session.id', '=', eb.ref('audit_head.chain').$castTo<SessionId>()))
				)
				.select(['audit_head.chain', 'session.reference'])
				.orderBy('session.sequence', 'desc')
				.limit(CHAINS)
				.execute();
			return rows;
		});
	}

	/** Verifies a chain. */
	verify(by: PersonId, chain: string): Promise<ChainState | Refusal> {
		return this.#look(by, async () => {
			const { rows, head, faults } = await verifyChain(this.#options.database, chain);
			return { rows, head, faults };
		});
	}

	/** The rows that match a filter as JSON Lines, oldest first, some at a time. */
	export(by: PersonId, filter: AuditFilter): Promise<AsyncGenerator<string> | Refusal> {
		const { commands, database } = this.#options;
		return commands.execute<AsyncGenerator<string>>(
			{ by, name: 'audit.export', detail: { ...filter } },
			{ perform: async () => linesOf(allRows(database, filter)) }
		);
	}

	async #look<Seen extends object>(
		by: PersonId,
		look: () => Promise<Seen>
	): Promise<Seen | Refusal> {
		const { commands, database } = this.#options;
		if (this.#noted.has(by) && (await isAuditor(database, by))) return look();
		const seen = await commands.execute<Seen>({ by, name: 'audit.read' }, { perform: look });
		if (!isRefusal(seen)) this.#noted.take(by);
		return seen;
	}
}

async function* linesOf(pages: AsyncGenerator<readonly AuditLine[]>): AsyncGenerator<string> {
	for await (const rows of pages) {
		yield rows.map((row) => `${JSON.stringify(exported(row))}\n`).join('');
		await yieldNow();
	}
}

/** In the order of docs/audit.md. */
function exported({ chain, position, previous, hash, seq, at, ...line }: AuditLine): AuditLine {
	const { person_id, session_id, command, detail, outcome } = line;
	return {
		...{ chain, position, previous, hash, seq, at, person_id, session_id },
		...{ command, detail, outcome }
	};
}

type Names = ReadonlyMap<string, string>;

/** What may be the id of a person, in the text of a detail. */
const IDS = /"([a-z0-9]{24})"/g;

/** The names of the people in some rows. */
async function namesIn(database: Database, lines: readonly AuditLine[]): Promise<Names> {
	const ids = lines.flatMap(({ person_id, detail }) => [
		...(person_id === null ? [] : [person_id]),
		...[...detail.matchAll(IDS)].map(([, id = '']) => id)
	]);
	if (ids.length === 0) return new Map();
	const people = await database
		.selectFrom('person')
		.select(['id', 'name'])
		.where('id', 'in', [...new Set(ids)] as PersonId[])
		.execute();
	return new Map(people.map(({ id, name }) => [id, name]));
}

function rowOf(line: AuditLine, names: Names): AuditRow {
	const { seq, at, chain, position, hash, command, outcome, person_id: id } = line;
	const detail = readJson(detailSchema, line.detail) ?? {};
	return {
		...{ seq, at, chain, position, hash, command, outcome },
		person: id === null ? undefined : { id: id as PersonId, name: names.get(id) },
		detail: Object.entries(detail).map(([key, value]) => [key, said(value, names)] as const)
	};
}

function said(value: unknown, names: Names): string {
	if (typeof value === 'string') return names.get(value) ?? value;
	return JSON.stringify(value).replaceAll(IDS, (quoted, id: string) => names.get(id) ?? quoted);
}
