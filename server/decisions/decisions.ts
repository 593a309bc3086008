import { keepsRecord } from '#shared/access.ts';
import type { DocumentId, OrganisationId, PersonId } from '#shared/ids.ts';
import type { AudienceLimits } from '#shared/marking.ts';
import type { Label } from '#shared/markings.ts';
import { objectReference, type NumberKind } from '#shared/numbering.ts';
import type { ReadBackView } from '#shared/decisions/read-back.ts';
import { standingOf } from '#shared/decisions/standing.ts';
import type { RegisterDecision } from '#shared/register/register-decision.ts';
import type { Reads } from '../audit/reads.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { readBacksIn } from '../records/read-back-rows.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import { readableBy, type Readable } from '../sessions/readable.ts';
import { decisionNumber } from '../records/numbered.ts';

const key = (document: string, decision: string) => `${document} ${decision}`;

export interface DecisionsOptions {
	readonly database: Database;
	readonly reads: Pick<Reads, 'note'>;
}

/** The register of decisions and conclusions of all sessions, as one person may see it. */
export class Decisions {
	readonly #database: Database;
	readonly #reads: Pick<Reads, 'note'>;

	constructor({ database, reads }: DecisionsOptions) {
		this.#database = database;
		this.#reads = reads;
	}

	/** All decisions in documents that a person may read, newest session first and then by number. */
	async of(person: PersonId): Promise<RegisterDecision[]> {
		const readable = await readableBy(this.#database, person);
		const documents = [...readable.access.keys()];
		if (documents.length === 0) return [];
		const [rows, readBacks, changes, codes, limits] = await Promise.all([
			this.#rows(documents),
			readBacksIn(this.#database, documents),
			this.#changes(documents),
			this.#codes(),
			limitsOf(this.#database, documents)
		]);
		const shown = rows.map(({ document_id: document }) => document);
		await this.#reads.note(person, shown, 'register');
		const context: ReadContext = {
			...{ readable, codes, limits },
			rows: new Map(rows.map((row) => [key(row.document_id, row.id), row])),
			changes: new Map(changes.map((one) => [key(one.document_id, one.decision_id), one])),
			readBacks: new Map(readBacks.map((one) => [key(one.document, one.decision), one]))
		};
		return rows.map((row) => view(row, context));
	}

	#rows(documents: readonly DocumentId[]) {
		return this.#database
			.selectFrom('decision')
			.innerJoin('session', 'session.id', 'decision.session_id')
			.innerJoin('register_number', decisionNumber)
			.innerJoin('document', 'document.id', 'decision.document_id')
			.leftJoin('series', 'series.id', 'session.series_id')
			.selectAll('decision')
			.select([
				'register_number.sequence',
				'register_number.kind as number_kind',
				'session.reference',
				'session.title',
				'session.date',
				'document.label',
				'series.id as series_id',
				'series.name as series_name'
			])
			.where('decision.document_id', 'in', documents)
			.orderBy('session.date', 'desc')
			.orderBy('session.sequence', 'desc')
			.orderBy('register_number.kind', 'desc')
			.orderBy('register_number.sequence')
			.execute();
	}

	/** Changes by decisions that were not withdrawn since. */
	#changes(documents: readonly DocumentId[]) {
		return this.#database
			.selectFrom('decision_change')
			.innerJoin('decision as later', (join) =>
				join
					.onRef('later.document_id', '=', 'decision_change.by_document_id')
					.onRef('later.id', '=', 'decision_change.by_decision_id')
			)
			.selectAll('decision_change')
			.where('decision_change.document_id', 'in', documents)
			.where('later.void', '=', 0)
			.execute();
	}

	async #codes(): Promise<Map<OrganisationId, string>> {
		const rows = await this.#database.selectFrom('organisation').select(['id', 'code']).execute();
		return new Map(rows.map(({ id, code }) => [id, code]));
	}
}

type DecisionRow = Row<'decision'> & {
	sequence: number;
	number_kind: NumberKind;
	reference: string;
	title: string;
	date: string;
	label: Label;
	series_id: Row<'series'>['id'] | null;
	series_name: string | null;
};

interface ReadContext {
	readonly readable: Readable;
	readonly codes: ReadonlyMap<OrganisationId, string>;
	readonly limits: ReadonlyMap<DocumentId, AudienceLimits>;
	/** Only decisions that the reader may read. */
	readonly rows: ReadonlyMap<string, DecisionRow>;
	readonly changes: ReadonlyMap<string, Row<'decision_change'>>;
	readonly readBacks: ReadonlyMap<string, ReadBackView>;
}

function view(row: DecisionRow, context: ReadContext): RegisterDecision {
	const role = context.readable.roles.get(row.session_id);
	const change = context.changes.get(key(row.document_id, row.id));
	// The decision that made the change is named only to people who may read it.
	const by = change && context.rows.get(key(change.by_document_id, change.by_decision_id));
	const readBack = context.readBacks.get(key(row.document_id, row.id));
	return {
		id: row.id,
		...{ document: row.document_id, label: row.label },
		limits: context.limits.get(row.document_id),
		reference: objectReference(row.reference, row.number_kind, row.sequence),
		session: { id: row.session_id, reference: row.reference, title: row.title, date: row.date },
		series:
			row.series_id && row.series_name ? { id: row.series_id, name: row.series_name } : undefined,
		kind: row.kind,
		verb: row.verb,
		text: row.text,
		standing: change?.kind ?? standingOf(readBack),
		changedBy: by && {
			id: by.id,
			document: by.document_id,
			session: by.session_id,
			reference: objectReference(by.reference, by.number_kind, by.sequence)
		},
		readBack: readBack && {
			result: readBack.result,
			reservations: readBack.answers
				.filter(({ answer }) => answer === 'reservation')
				.map(({ organisation, liftBy, liftedAt }) => ({
					organisation: context.codes.get(organisation) ?? '?',
					liftBy,
					isLifted: liftedAt !== undefined
				}))
		},
		illustrative: row.illustrative === 1,
		void: row.void === 1,
		mayChange: role !== undefined && keepsRecord(role) && row.void === 0
	};
}
