import { createHash } from 'node:crypto';
import { newId, type CopyId, type EditionId, type PersonId, type SessionId } from '#shared/ids.ts';
import type { CheckedCopy, CopyView } from '#shared/minutes/copies.ts';
import { editionReference } from '#shared/minutes/edition.ts';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Label } from '#shared/markings.ts';
import { minutesReference } from '#shared/numbering.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import { editionRows, editionView } from './edition-rows.ts';

const SHOWN = 200; // copies of a session, newest first

/** A file of minutes that is being made. */
export interface NewCopy {
	readonly by: PersonId;
	readonly session: SessionId;
	readonly edition: EditionId | undefined;
	readonly format: ExportFormat;
	readonly label: Label;
	readonly recipient: string;
	readonly purpose: string;
}

/** The ledger of the files of minutes: which were made, for whom and what for. */
export class Copies {
	readonly #database: Database;
	readonly #commands: Commands;

	constructor({
		database,
		commands
	}: {
		readonly database: Database;
		readonly commands: Commands;
	}) {
		this.#database = database;
		this.#commands = commands;
	}

	/** Keeps that a file was made. */
	async add({ by, session, ...copy }: NewCopy, bytes: Uint8Array): Promise<void> {
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const { edition, format, label, recipient, purpose } = copy;
		const row = {
			...{ id: newId<CopyId>(), sha256, session_id: session, edition_id: edition ?? null },
			...{ format, label, recipient, purpose, person_id: by, at: Date.now() }
		};
		const refused = await this.#commands.execute<undefined>(
			{ by, session, name: 'minutes.copy', detail: { sha256, format, edition } },
			{
				act: async (transaction) => {
					await transaction.insertInto('minutes_copy').values(row).execute();
					return undefined;
				}
			}
		);
		if (refused) throw new Error(`nobody may have it any more: ${refused.refused}`);
	}

	/** The copies of a session's minutes that somebody made, newest first. */
	async list(session: SessionId, person: PersonId): Promise<CopyView[]> {
		const rows = await this.#database
			.selectFrom('minutes_copy as copy')
			.leftJoin('minutes_edition as edition', 'edition.id', 'copy.edition_id')
			.innerJoin('session', 'session.id', 'copy.session_id')
			.select(['copy.id', 'copy.sha256', 'copy.format', 'copy.label', 'copy.recipient'])
			.select(['copy.purpose', 'copy.at', 'session.reference'])
			.select(['edition.kind', 'edition.number'])
			.where('copy.session_id', '=', session)
			.where('copy.person_id', '=', person)
			.orderBy('copy.at', 'desc')
			.limit(SHOWN)
			.execute();
		return rows.map(({ kind, number, reference, ...copy }) => ({
			...copy,
			edition:
				kind && number ? editionReference(minutesReference(reference), kind, number) : undefined
		}));
	}

	/**
	 * What a file is, or a seal, by its SHA-256: a copy of adopted minutes, that are current or were superseded; or one of
	 * minutes that were not adopted. Who has the hash has the file, so that anybody may ask.
	 */
	async check(sha256: string): Promise<CheckedCopy> {
		const copy = await this.#database
			.selectFrom('minutes_copy')
			.select(['session_id', 'edition_id'])
			.where('sha256', '=', sha256)
			.orderBy('at', 'desc')
			.executeTakeFirst();
		const sealed = await this.#database
			.selectFrom('minutes_edition')
			.select(['session_id', 'id as edition_id'])
			.where('seal_hash', '=', sha256)
			.executeTakeFirst();
		const found = copy ?? sealed;
		if (!found) return { is: 'unknown' };
		const rows = await editionRows(this.#database, found.session_id);
		const at = rows.findIndex(({ id }) => id === found.edition_id);
		const row = rows[at];
		const view = row && editionView(row, rows.slice(0, at));
		if (view?.state.is !== 'adopted') return { is: 'not-adopted' };
		const { reference, isSuperseded, state } = view;
		const by = rows.find((one) => one.state === 'adopted');
		const newest = by && editionReference(minutesReference(by.reference), by.kind, by.number);
		const adoptedAt = state.at;
		return isSuperseded
			? { is: 'superseded', reference, adoptedAt, by: newest ?? '' }
			: { is: 'current', reference, adoptedAt };
	}
}
