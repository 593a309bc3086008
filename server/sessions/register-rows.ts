import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { DecisionId, OrganisationId } from '#shared/ids.ts';
import * as v from 'valibot';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { StoredDocumentHead } from './documents.ts';
import type { FrozenWording } from './frozen.ts';
import type { Harvest } from './registers.ts';

const organisationsSchema = v.array(
	v.pipe(
		v.string(),
		v.transform((id) => id as OrganisationId)
	)
);

/** The supporting organisations of an action's row; none when the row cannot be read. */
export function supportOf({ support }: Pick<Row<'action'>, 'support'>): OrganisationId[] {
	return organisationsOf(support);
}

/** The organisations that are kept informed of an action; none when the row cannot be read. */
export function informedOf({ informed }: Pick<Row<'action'>, 'informed'>): OrganisationId[] {
	return organisationsOf(informed);
}

/** A list of organisations as a row keeps it. */
export function organisationsOf(json: string): OrganisationId[] {
	const read = v.safeParse(organisationsSchema, JSON.parse(json));
	return read.success ? read.output : [];
}

/** Gives a number to each record that has none; true when one was given. */
export async function giveNumbers(
	database: Database,
	document: StoredDocumentHead,
	found: Harvest
) {
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

/**
 * What has gone from the document is void; should it come back by undo, writing its row makes it good again. A decision
 * whose wording is frozen is not withdrawn by taking it out of a document.
 */
export async function markVoid(
	database: Database,
	document: StoredDocumentHead,
	found: Harvest,
	frozen: ReadonlyMap<DecisionId, FrozenWording>
) {
	const change = { void: 1, text: '', search: '', changed_at: Date.now() };
	const actions = found.actions.map(({ id }) => id);
	await database
		.updateTable('action')
		.set((where) => ({ ...change, revision: where('revision', '+', 1) }))
		.where('document_id', '=', document.id)
		.where('void', '=', 0)
		.$if(actions.length > 0, (query) => query.where('id', 'not in', actions))
		.execute();
	const decided = { void: 1, text: '', changed_at: Date.now() };
	const decisions = [...found.decisions.map(({ id }) => id), ...frozen.keys()];
	await database
		.updateTable('decision')
		.set(decided)
		.where('document_id', '=', document.id)
		.where('void', '=', 0)
		.$if(decisions.length > 0, (query) => query.where('id', 'not in', decisions))
		.execute();
}

/** Characters of one record that a register shows. */
export const MAX_TEXT = 4_000;

/** Writes the row of a decision or conclusion. */
export async function writeDecision(
	database: Database,
	document: StoredDocumentHead,
	decision: DecisionRecord
) {
	const values = {
		item_id: decision.item ?? null,
		kind: decision.kind,
		verb: decision.verb,
		text: decision.text.slice(0, MAX_TEXT),
		action_id: decision.action ?? null,
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
