import { m } from '#messages/messages.js';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import { judgeQuota } from '#shared/quota.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';

const { files: MOST } = LIMITS;

interface Asked {
	readonly document: DocumentId;
	readonly session: SessionId;
	readonly by: PersonId;
	/** Bytes. */
	readonly size: number;
}

/** Whether a person may add so many bytes to a document. Asked in the transaction that adds them. */
export async function mayFileBeAdded(
	transaction: Database,
	{ document, session, by, size }: Asked
): Promise<Refusal | undefined> {
	const rows = await transaction
		.selectFrom('attached_file')
		.innerJoin('document', 'document.id', 'attached_file.document_id')
		.select(['document_id', 'added_by', 'size'])
		.where('document.session_id', '=', session)
		.execute();
	const inDocument = rows.filter(({ document_id }) => document_id === document);
	const own = rows.filter(({ added_by }) => added_by === by);
	return (
		judgeQuota(inDocument.length, MOST.ofDocument, m.limit_files) ??
		room(own, size, MOST.bytesOfPerson, m.limit_files_of_person) ??
		room(rows, size, MOST.bytesOfSession, m.limit_files_of_session)
	);
}

function room(
	rows: readonly { readonly size: number }[],
	size: number,
	most: number,
	words: (inputs: { most: number }) => string
): Refusal | undefined {
	const taken = rows.reduce((sum, row) => sum + Number(row.size), 0);
	return taken + size > most ? refuse('limit-reached', words({ most: most / 2 ** 20 })) : undefined;
}

/** Files that are on their way: so many of one person, and so many in all. */
export class Arrivals {
	readonly #people = new Map<PersonId, number>();
	#all = 0;

	/** Does something while a file of somebody arrives. */
	async during<T>(person: PersonId, act: () => Promise<T>): Promise<T | Refusal> {
		const own = this.#people.get(person) ?? 0;
		if (own >= MOST.arrivingOfPerson || this.#all >= MOST.arriving) return refuse('files-busy');
		this.#count(person, 1);
		try {
			return await act();
		} finally {
			this.#count(person, -1);
		}
	}

	#count(person: PersonId, one: 1 | -1): void {
		const own = (this.#people.get(person) ?? 0) + one;
		if (own > 0) this.#people.set(person, own);
		else this.#people.delete(person);
		this.#all += one;
	}
}
