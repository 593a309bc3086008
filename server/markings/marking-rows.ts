import * as v from 'valibot';
import type { Audience } from '#shared/access.ts';
import { organisationId, personId } from '#shared/commands/fields.ts';
import type { DocumentId, OrganisationId, PersonId } from '#shared/ids.ts';
import type { MarkingPast } from '#shared/marking-view.ts';
import { markingLine, type Marking } from '#shared/marking.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';

const audienceSchema = v.object({
	organisations: v.array(organisationId),
	persons: v.array(personId)
});

/** How many times a document was marked anew; so it is said which marking somebody looked at. */
export async function revisionOf(database: Database, document: DocumentId): Promise<number> {
	const { changes } = await database
		.selectFrom('marking_change')
		.select(({ fn }) => fn.countAll<number>().as('changes'))
		.where('document_id', '=', document)
		.executeTakeFirstOrThrow();
	return Number(changes);
}

/** Keeps that a document is marked anew. */
export async function addMarkingChange(
	transaction: Database,
	before: StoredDocumentHead,
	after: Omit<Marking, 'originator'> & { readonly reason: string; readonly by: PersonId }
): Promise<void> {
	await transaction
		.insertInto('marking_change')
		.values({
			...{ document_id: before.id, at: Date.now(), by_person: after.by, reason: after.reason },
			...{ from_label: before.label, to_label: after.label },
			from_audience: JSON.stringify(before.audience),
			to_audience: JSON.stringify(after.audience),
			...{ from_caveat: before.caveat, to_caveat: after.caveat }
		})
		.execute();
}

/** How the marking of a document changed, newest first. Checks no right. */
export async function markingChanges(
	database: Database,
	document: DocumentId
): Promise<MarkingPast[]> {
	const rows = await database
		.selectFrom('marking_change')
		.innerJoin('person', 'person.id', 'marking_change.by_person')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.selectAll('marking_change')
		.select(['person.name', 'organisation.code'])
		.where('document_id', '=', document)
		.orderBy('seq', 'desc')
		.execute();
	const codes =
		rows.length > 0 ? await organisationCodes(database) : new Map<OrganisationId, string>();
	const codeOf = (id: OrganisationId) => codes.get(id) ?? '?';
	return rows.map((row) => ({
		...{ at: row.at, by: row.name, organisation: row.code, reason: row.reason },
		from: markingLine(
			{ label: row.from_label, audience: read(row.from_audience), caveat: row.from_caveat },
			codeOf
		),
		to: markingLine(
			{ label: row.to_label, audience: read(row.to_audience), caveat: row.to_caveat },
			codeOf
		)
	}));
}

function read(text: string): Audience {
	return readJson(audienceSchema, text) ?? { organisations: [], persons: [] };
}

async function organisationCodes(database: Database): Promise<Map<OrganisationId, string>> {
	const rows = await database.selectFrom('organisation').select(['id', 'code']).execute();
	return new Map(rows.map(({ id, code }) => [id, code]));
}
