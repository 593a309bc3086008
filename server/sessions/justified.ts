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

/** The sessions in whose documents what was said stopped to count between two moments, in ms since 1970. */
export async function lapsedIn(
	database: Database,
	{ from, to }: { readonly from: number; readonly to: number }
): Promise<SessionId[]> {
	const rows = await database
		.selectFrom('justification')
		.innerJoin('document', 'document.id', 'justification.document_id')
		.select('document.session_id')
		.distinct()
		.where('at', '>', from - JUSTIFIED_FOR)
		.where('at', '<=', to - JUSTIFIED_FOR)
		.execute();
	return rows.map(({ session_id }) => session_id);
}
