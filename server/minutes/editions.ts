import { keepsRecord, type Reader } from '#shared/access.ts';
import type { SessionId } from '#shared/ids.ts';
import type { EditionsView, EditionText } from '#shared/minutes/edition.ts';
import { Adoption } from './adoption.ts';
import { correctionRows, correctionView, openedBy, votesOn } from './correction-rows.ts';
import { Corrections } from './corrections.ts';
import { Drafting } from './drafting.ts';
import { editionRows, editionView, type EditionRow } from './edition-rows.ts';
import { textsFor, workOn, type EditionParts } from './edition-work.ts';
import { laterSessions } from './later-sessions.ts';

/** The editions of sessions' minutes: their drafts, corrections and adoption. */
export class Editions {
	readonly drafting: Drafting;
	readonly adoption: Adoption;
	readonly corrections: Corrections;
	readonly #parts: EditionParts;

	constructor(parts: EditionParts) {
		this.#parts = parts;
		this.drafting = new Drafting(parts);
		this.adoption = new Adoption(parts);
		this.corrections = new Corrections(parts);
	}

	/** The editions as one reader may work on them: a draft is known to those who keep the record. */
	async view(session: SessionId, reader: Reader): Promise<EditionsView> {
		const { database } = this.#parts;
		const rows = knownTo(reader, await editionRows(database, session));
		const [newest] = rows;
		const keeps = keepsRecord(reader.role);
		const standing = newest && (await workOn(this.#parts, session, newest));
		const texts = standing ? textsFor(standing, reader) : [];
		const lines = linesIn(texts);
		const corrections = newest ? await correctionRows(database, newest.id) : [];
		return {
			editions: rows.map((row, at) => editionView(row, rows.slice(0, at))),
			texts,
			corrections: corrections
				.filter(({ document_id, line }) => lines.has(`${document_id} ${line}`))
				.map((row) =>
					correctionView(row, reader.person, lines.get(`${row.document_id} ${row.line}`))
				),
			votes: newest ? await votesOn(database, newest.id) : [],
			key: rows.some(({ state }) => state === 'adopted')
				? (await this.#parts.sealing()).key
				: undefined,
			opened: newest && keeps ? await this.#opened(newest, session) : undefined,
			sessions: keeps ? await laterSessions(database, session) : []
		};
	}

	async #opened(edition: EditionRow, session: SessionId) {
		const { database, participation } = this.#parts;
		const delegations = await participation.delegations(session);
		return { codes: await openedBy(database, edition.id), of: delegations.length };
	}
}

/** A draft is nobody's business but of those who write it. */
export function knownTo({ role }: Reader, rows: readonly EditionRow[]): readonly EditionRow[] {
	return keepsRecord(role) ? rows : rows.filter(({ state }) => state !== 'draft');
}

/** What each line says, by document and line. */
function linesIn(texts: readonly EditionText[]): ReadonlyMap<string, string> {
	return new Map(
		texts.flatMap(({ document, lines }) =>
			lines.map(({ line, words }) => [`${document} ${line}`, words] as const)
		)
	);
}
