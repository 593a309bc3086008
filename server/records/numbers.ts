import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Harvest } from './harvest.ts';

/** Gives a number to each record without one; true when any was given. */
export async function giveNumbers(
	transaction: Database,
	document: StoredDocumentHead,
	found: Harvest
) {
	const known = await transaction
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
		await transaction.insertInto('register_number').values(row).execute();
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
