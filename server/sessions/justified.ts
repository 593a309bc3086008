import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { JUSTIFIED_FOR } from '#shared/justification.ts';
import { actingLogin } from '../commands/acting-login.ts';
import type { Database } from '../store/connect.ts';

const NONE: ReadonlySet<DocumentId> = new Set();

/**
 * The documents of which somebody has said, in the login in which they act now, why they open them. Nothing where it is
 * not their login, or nobody's.
 */
export async function justifiedBy(
	database: Database,
	person: PersonId
): Promise<ReadonlySet<DocumentId>> {
	const login = actingLogin();
	if (login === undefined) return NONE;
	const rows = await database
		.selectFrom('justification')
		.innerJoin('login', 'login.id_hash', 'justification.login_hash')
		.select('document_id')
		.where('login_hash', '=', login)
		.where('login.person_id', '=', person)
		.where('justification.at', '>', Date.now() - JUSTIFIED_FOR)
		.execute();
	return new Set(rows.map(({ document_id }) => document_id));
}

/** Notes that somebody said in a login why they open a document; the time counts anew. */
export async function keepJustified(
	transaction: Database,
	login: string,
	document: DocumentId
): Promise<void> {
	await transaction
		.insertInto('justification')
		.values({ login_hash: login, document_id: document, at: Date.now() })
		.onConflict((conflict) =>
			conflict.columns(['login_hash', 'document_id']).doUpdateSet({ at: Date.now() })
		)
		.execute();
}

/** Removes what was said too long ago; answers in which sessions. */
export async function forgetJustified(transaction: Database): Promise<SessionId[]> {
	const old = Date.now() - JUSTIFIED_FOR;
	const gone = await transaction
		.deleteFrom('justification')
		.where('at', '<=', old)
		.returning('document_id')
		.execute();
	if (gone.length === 0) return [];
	const rows = await transaction
		.selectFrom('document')
		.select('session_id')
		.distinct()
		.where(
			'id',
			'in',
			gone.map(({ document_id }) => document_id)
		)
		.execute();
	return rows.map(({ session_id }) => session_id);
}
