import { documentAccess, type Reader } from '#shared/access.ts';
import { VERB_FORCES } from '#shared/board/decisions.ts';
import { missingParts } from '#shared/board/briefing-types.ts';
import { standingOf } from '#shared/decisions/standing.ts';
import { DELIVERED_STATUSES } from '#shared/follow-up/status.ts';
import type { Missing } from '#shared/run/closing.ts';
import {
	newId,
	type AgendaItemId,
	type DocumentId,
	type OverruleId,
	type SessionId
} from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Projector } from '../records/projector.ts';
import { readBacksIn } from '../records/read-back-rows.ts';
import type { Database } from '../store/connect.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Overrule } from './run.ts';
import { actionNumber, decisionNumber } from '../records/numbered.ts';

export interface ClosingOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly reading: DocumentReading;
	readonly projector: Projector;
}

interface Scope {
	readonly session: SessionId;
	/** Undefined: the whole session. */
	readonly item: AgendaItemId | undefined;
	readonly documents: readonly DocumentId[];
}

/** What is still missing when an item or a session is to be closed, in the documents that the reader may open. */
export class Closing {
	readonly #options: ClosingOptions;

	constructor(options: ClosingOptions) {
		this.#options = options;
	}

	/** Reads documents, so it must not be called inside a transaction. */
	async missing(
		reader: Reader,
		session: SessionId,
		item: AgendaItemId | undefined
	): Promise<Missing[]> {
		const { database, documents, projector } = this.#options;
		const heads = (await documents.heads(session)).filter(
			(document) => documentAccess(reader, document) !== 'none'
		);
		for (const { id } of heads) await projector.project(id);
		const scope: Scope = { session, item, documents: heads.map(({ id }) => id) };
		return [
			...(await actionsLacking(database, scope)),
			...(await decisionsLacking(database, scope)),
			...(item ? [] : await this.#briefingsLacking(heads)),
			...this.#unreadable(heads),
			...(await attendanceLacking(database, scope))
		];
	}

	/** What these documents hold is not known, so it is said, and whoever closes decides. */
	#unreadable(heads: readonly StoredDocumentHead[]): Missing[] {
		return heads
			.filter(({ id }) => this.#options.reading.troubleWith(id))
			.map(({ id, title }) => ({ code: 'document-unreadable', reference: title, document: id }));
	}

	async #briefingsLacking(heads: readonly StoredDocumentHead[]): Promise<Missing[]> {
		const found: Missing[] = [];
		for (const { id, title, briefing_type: type } of heads) {
			const read = type && (await this.#options.reading.read(id, 'head'));
			if (type && read?.kind === 'read' && missingParts(type, read.value).length > 0)
				found.push({ code: 'briefing-incomplete', reference: title, document: id });
		}
		return found;
	}
}

/** Records why something was closed in spite of what is missing, in the transaction that closes it. */
export async function keepOverrule(transaction: Database, overrule: Overrule): Promise<void> {
	await transaction
		.insertInto('overrule')
		.values({
			...{ id: newId<OverruleId>(), session_id: overrule.session },
			reason: overrule.reason,
			missing: JSON.stringify(
				overrule.missing.map(({ code, action, decision, document }) => ({
					...{ code, object: action ?? decision, document }
				}))
			),
			...{ person_id: overrule.by, at: Date.now() }
		})
		.execute();
}

async function actionsLacking(database: Database, { documents, item }: Scope): Promise<Missing[]> {
	if (documents.length === 0) return [];
	const rows = await database
		.selectFrom('action')
		.innerJoin('session', 'session.id', 'action.session_id')
		.innerJoin('register_number', actionNumber)
		.select(['action.id', 'action.document_id', 'lead_organisation_id', 'lead_person_id', 'due'])
		.select('action.text')
		.select(['session.reference', 'register_number.sequence'])
		.where('action.document_id', 'in', documents)
		.where('void', '=', 0)
		.where('status', 'not in', DELIVERED_STATUSES)
		.$if(item !== undefined, (query) => query.where('item_id', '=', item ?? null))
		.orderBy('register_number.sequence')
		.execute();
	return rows.flatMap((row) => {
		const reference = objectReference(row.reference, 'A', row.sequence);
		const at = { reference, action: row.id, document: row.document_id, text: row.text };
		const hasLead = row.lead_organisation_id !== null && row.lead_person_id !== null;
		return [
			...(hasLead ? [] : [{ code: 'action-without-lead', ...at } as const]),
			...(row.due === null ? [{ code: 'action-without-date', ...at } as const] : [])
		];
	});
}

async function decisionsLacking(
	database: Database,
	{ documents, item }: Scope
): Promise<Missing[]> {
	if (documents.length === 0) return [];
	const rows = await database
		.selectFrom('decision')
		.innerJoin('session', 'session.id', 'decision.session_id')
		.innerJoin('register_number', decisionNumber)
		.select(['decision.id', 'decision.document_id', 'text', 'verb', 'action_id'])
		.select(['session.reference', 'register_number.sequence'])
		.select('register_number.kind as number_kind')
		.where('decision.document_id', 'in', documents)
		.where('void', '=', 0)
		.$if(item !== undefined, (query) => query.where('item_id', '=', item ?? null))
		.orderBy('register_number.sequence')
		.execute();
	const readBacks = new Map(
		(await readBacksIn(database, documents)).map((view) => [
			`${view.document} ${view.decision}`,
			view
		])
	);
	return rows.flatMap((row) => {
		const reference = objectReference(row.reference, row.number_kind, row.sequence);
		const at = { reference, decision: row.id, document: row.document_id, text: row.text };
		const standing = standingOf(readBacks.get(`${row.document_id} ${row.id}`));
		const asks = VERB_FORCES.action.some((verb) => verb === row.verb);
		return [
			...(row.text.trim() === '' ? [{ code: 'decision-without-wording', ...at } as const] : []),
			...(asks && !row.action_id ? [{ code: 'request-without-action', ...at } as const] : []),
			...(standing === 'read-back' ? [{ code: 'read-back-open', ...at } as const] : []),
			// An item is left in a hurry; what it proposed is asked for at the end.
			...(standing === 'proposed' && !item ? [{ code: 'outcome-proposed', ...at } as const] : [])
		];
	});
}

async function attendanceLacking(database: Database, scope: Scope): Promise<Missing[]> {
	if (!(await somebodyPresent(database, scope))) return [{ code: 'nobody-present' }];
	return scope.item ? [] : stillInvited(database, scope.session);
}

/** Who takes part, and of whom nothing is known: neither that they came nor that they did not. */
async function stillInvited(database: Database, session: SessionId): Promise<Missing[]> {
	const rows = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.leftJoin('stay', (join) =>
			join
				.onRef('stay.session_id', '=', 'participant.session_id')
				.onRef('stay.person_id', '=', 'participant.person_id')
		)
		.leftJoin('absence', (join) =>
			join
				.onRef('absence.session_id', '=', 'participant.session_id')
				.onRef('absence.person_id', '=', 'participant.person_id')
		)
		.select(['person.id', 'person.name'])
		.where('participant.session_id', '=', session)
		.where('stay.person_id', 'is', null)
		.where('absence.person_id', 'is', null)
		.orderBy('person.name')
		.orderBy('person.id')
		.execute();
	if (rows.length === 0) return [];
	const reference = rows.map(({ name }) => name).join(', ');
	return [{ code: 'still-invited', reference, people: rows.map(({ id }) => id) }];
}

/** Whether anybody was present at the session, or at the item while it ran. An item that never ran passes. */
async function somebodyPresent(database: Database, { session, item }: Scope): Promise<boolean> {
	if (!item) {
		const stay = await database
			.selectFrom('stay')
			.select('id')
			.where('session_id', '=', session)
			.executeTakeFirst();
		return stay !== undefined;
	}
	const segments = await database
		.selectFrom('item_segment')
		.selectAll()
		.where('item_id', '=', item)
		.execute();
	if (segments.length === 0) return true;
	const stays = await database
		.selectFrom('stay')
		.select(['arrived_at', 'left_at'])
		.where('session_id', '=', session)
		.execute();
	return stays.some((stay) =>
		segments.some(
			(segment) =>
				stay.arrived_at <= (segment.ended_at ?? Infinity) &&
				(stay.left_at ?? Infinity) > segment.started_at
		)
	);
}
