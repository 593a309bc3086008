import type * as Y from 'yjs';
import { documentAccess } from '#shared/access.ts';
import { readActions, type ActionRecord } from '#shared/board/actions.ts';
import { readDecisions, type DecisionRecord } from '#shared/board/decisions.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { Database } from '../store/connect.ts';
import type { Documents, StoredDocumentHead } from './documents.ts';
import type { SessionEvents } from './events.ts';
import type { Notifications } from './notifications.ts';
import type { Participation } from './participation.ts';

/** What the registers take from one state of a document. */
export interface Harvest {
	readonly head: number;
	readonly actions: readonly ActionRecord[];
	readonly decisions: readonly DecisionRecord[];
}

/** Reads a document for the registers. */
export function harvest(doc: Y.Doc, head: number): Harvest {
	return { head, actions: readActions(doc), decisions: readDecisions(doc) };
}

export interface RegistersOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly participation: Participation;
	readonly notifications: Notifications;
	readonly events: SessionEvents;
}

/**
 * The registers of actions and decisions: SQL rows derived from documents, and the numbers, which are given here and
 * never again. A row whose record has gone from its document is void.
 */
export class Registers {
	readonly #options: RegistersOptions;
	/** One document at a time in each session, so that numbers follow each other. */
	readonly #turns = new Map<SessionId, Promise<void>>();

	constructor(options: RegistersOptions) {
		this.#options = options;
	}

	/** Brings the rows of a document up to a state of it, gives missing numbers and tells who is concerned. */
	async project(id: DocumentId, found: Harvest): Promise<void> {
		const document = await this.#options.documents.head(id);
		if (!document) return;
		const session = document.session_id;
		const turn = (this.#turns.get(session) ?? Promise.resolve()).then(() =>
			this.#project(document, found)
		);
		const settled = turn.catch(() => undefined);
		this.#turns.set(session, settled);
		void settled.then(() => this.#turns.get(session) === settled && this.#turns.delete(session));
		await turn;
	}

	async #project(document: StoredDocumentHead, found: Harvest): Promise<void> {
		const { events } = this.#options;
		const before = await this.#leads(document.id);
		const numbered = await this.#write(document, found);
		const numbers = await this.numbersOf(document.id);
		if (numbered) events.emit('numbers', document.session_id, document.id, numbers);
		events.emit('changed', document.session_id, 'registers');
		// A copy of another document's action has no number here, and its lead is told where it has one.
		for (const action of found.actions)
			if (action.id in numbers) await this.#tellLead(document, action, before.get(action.id));
	}

	async #leads(document: DocumentId): Promise<Map<string, string>> {
		const rows = await this.#options.database
			.selectFrom('action')
			.select(['id', 'lead_person_id', 'lead_organisation_id'])
			.where('document_id', '=', document)
			.execute();
		return new Map(
			rows.map((row) => [row.id, row.lead_person_id ?? row.lead_organisation_id ?? ''])
		);
	}

	/** Writes rows and numbers in one transaction; true when a number was given. */
	async #write(document: StoredDocumentHead, found: Harvest): Promise<boolean> {
		return this.#options.database.transaction().execute(async (database) => {
			const given = await giveNumbers(database, document, found);
			await markVoid(database, document, found);
			for (const action of found.actions) await writeAction(database, document, action);
			for (const decision of found.decisions) await writeDecision(database, document, decision);
			await database
				.updateTable('document')
				.set({ projected_seq: found.head })
				.where('id', '=', document.id)
				.execute();
			return given;
		});
	}

	async #tellLead(document: StoredDocumentHead, action: ActionRecord, before: string | undefined) {
		const lead = action.leadPerson ?? action.leadOrganisation;
		if (!lead || lead === before) return;
		for (const person of await this.#concerned(document, action))
			await this.#options.notifications.actionAssigned(person, document.session_id, action.id);
	}

	/** The lead person, or everybody of the lead organisation while no person is named; only who may read it. */
	async #concerned(document: StoredDocumentHead, action: ActionRecord): Promise<PersonId[]> {
		const { participation } = this.#options;
		const delegations = await participation.delegations(document.session_id);
		const people = delegations.flatMap((delegation) => delegation.people);
		const wanted = people.filter(({ person, organisation }) =>
			action.leadPerson ? person === action.leadPerson : organisation === action.leadOrganisation
		);
		return wanted
			.filter((reader) => reader.person !== action.createdBy)
			.filter((reader) => documentAccess(reader, document) !== 'none')
			.map(({ person }) => person);
	}

	/** References by object id for the records of one document. */
	async numbersOf(document: DocumentId): Promise<Record<string, string>> {
		const rows = await this.#options.database
			.selectFrom('register_number')
			.innerJoin('session', 'session.id', 'register_number.session_id')
			.select(['object_id', 'kind', 'register_number.sequence', 'session.reference'])
			.where('document_id', '=', document)
			.execute();
		return Object.fromEntries(
			rows.map((row) => [row.object_id, objectReference(row.reference, row.kind, row.sequence)])
		);
	}

	/** Documents that changed after their rows were last written, as after a crash. */
	async stale(): Promise<DocumentId[]> {
		const rows = await this.#options.database
			.selectFrom('document')
			.select('document.id')
			.where((where) =>
				where.or([
					where.exists(
						where
							.selectFrom('document_update')
							.select('seq')
							.whereRef('document_update.document_id', '=', 'document.id')
							.whereRef('document_update.seq', '>', 'document.projected_seq')
					),
					where.exists(
						where
							.selectFrom('document_snapshot')
							.select('seq')
							.whereRef('document_snapshot.document_id', '=', 'document.id')
							.whereRef('document_snapshot.seq', '>', 'document.projected_seq')
					)
				])
			)
			.execute();
		return rows.map(({ id }) => id);
	}
}

async function giveNumbers(database: Database, document: StoredDocumentHead, found: Harvest) {
	const known = await database
		.selectFrom('register_number')
		.select(['kind', 'sequence', 'object_id'])
		.where('session_id', '=', document.session_id)
		.execute();
	const numbered = new Set<string>(known.map((row) => row.object_id));
	const fresh = numerable(found).filter((object) => !numbered.has(object.id));
	for (const { id, kind } of fresh) {
		if (numbered.has(id)) continue; // a hostile document may use one id twice
		numbered.add(id);
		const used = known.filter((row) => row.kind === kind).map((row) => row.sequence);
		const row = {
			session_id: document.session_id,
			kind,
			sequence: 1 + Math.max(0, ...used),
			object_id: id,
			document_id: document.id,
			given_at: Date.now()
		};
		await database.insertInto('register_number').values(row).execute();
		known.push(row);
	}
	return fresh.length > 0;
}

function numerable({ actions, decisions }: Harvest) {
	return [
		...actions.map(({ id }) => ({ id, kind: 'A' as const })),
		...decisions.map(({ id, kind }) => ({
			id,
			kind: kind === 'decision' ? ('D' as const) : ('C' as const)
		}))
	];
}

/** What has gone from the document is void; should it come back by undo, writing its row makes it good again. */
async function markVoid(database: Database, document: StoredDocumentHead, found: Harvest) {
	const change = { void: 1, text: '', changed_at: Date.now() };
	const actions = found.actions.map(({ id }) => id);
	await database
		.updateTable('action')
		.set(change)
		.where('document_id', '=', document.id)
		.where('void', '=', 0)
		.$if(actions.length > 0, (query) => query.where('id', 'not in', actions))
		.execute();
	const decisions = found.decisions.map(({ id }) => id);
	await database
		.updateTable('decision')
		.set(change)
		.where('document_id', '=', document.id)
		.where('void', '=', 0)
		.$if(decisions.length > 0, (query) => query.where('id', 'not in', decisions))
		.execute();
}

const MAX_TEXT = 4_000; // characters of one record that a register shows

async function writeAction(database: Database, document: StoredDocumentHead, action: ActionRecord) {
	const values = {
		item_id: action.item ?? null,
		text: action.text.slice(0, MAX_TEXT),
		lead_organisation_id: action.leadOrganisation ?? null,
		lead_person_id: action.leadPerson ?? null,
		support: JSON.stringify(action.support),
		due: action.due ?? null,
		status: action.status,
		illustrative: action.illustrative ? 1 : 0,
		void: 0,
		changed_at: Date.now()
	};
	await database
		.insertInto('action')
		.values({ id: action.id, session_id: document.session_id, document_id: document.id, ...values })
		.onConflict((conflict) => conflict.columns(['document_id', 'id']).doUpdateSet(values))
		.execute();
}

async function writeDecision(
	database: Database,
	document: StoredDocumentHead,
	decision: DecisionRecord
) {
	const values = {
		item_id: decision.item ?? null,
		kind: decision.kind,
		verb: decision.verb,
		text: decision.text.slice(0, MAX_TEXT),
		illustrative: decision.illustrative ? 1 : 0,
		void: 0,
		changed_at: Date.now()
	};
	await database
		.insertInto('decision')
		.values({
			id: decision.id,
			session_id: document.session_id,
			document_id: document.id,
			...values
		})
		.onConflict((conflict) => conflict.columns(['document_id', 'id']).doUpdateSet(values))
		.execute();
}
