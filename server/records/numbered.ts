import { sql, type JoinBuilder, type SqlBool } from 'kysely';

/**
 * Joins `register_number` to the rows of records that the server has numbered. The join includes the document, because
 * a record copied to another document keeps its id but has no number there.
 */
export function numberOf(record: string, document: string) {
	return <DB, Table extends keyof DB>(join: JoinBuilder<DB, Table>): JoinBuilder<DB, Table> =>
		join.on(
			sql<SqlBool>`register_number.object_id = ${sql.ref(record)}
				and register_number.document_id = ${sql.ref(document)}`
		);
}

export const actionNumber = numberOf('action.id', 'action.document_id');
export const decisionNumber = numberOf('decision.id', 'decision.document_id');
