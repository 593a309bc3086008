import * as v from 'valibot';
import type { Audience } from '#shared/access.ts';
import { organisationId, personId } from '#shared/commands/fields.ts';
import type { FilePlace } from '#shared/files/file-view.ts';
import type { DocumentId, FileId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { EVERYBODY } from '#shared/marking-rights.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';
import type { Row } from '../store/tables.ts';
import type { Examined } from './content/examine.ts';

const audienceSchema = v.object({
	organisations: v.array(organisationId),
	persons: v.array(personId)
});

/** An audience in which nobody is, for one that cannot be read. */
const NOBODY: Audience = { organisations: ['' as OrganisationId], persons: [] };

/** A file's row with its audience, not yet checked for any reader. */
export type StoredFile = Omit<Row<'attached_file'>, 'audience'> & { readonly audience: Audience };

/** What is said of a file, besides what it is. */
export interface FileSaid {
	readonly place: FilePlace;
	readonly alt: string;
	readonly isDecorative: boolean;
	readonly label: StoredFile['label'];
	readonly audience: Audience;
}

export interface NewFile extends FileSaid, Omit<Examined, 'bytes'> {
	readonly id: FileId;
	readonly document: DocumentId;
	readonly name: string;
	readonly size: number;
	readonly sha256: string;
	readonly originator: OrganisationId;
	readonly by: PersonId;
}

/** A file of a document. */
export async function fileRow(
	database: Database,
	document: DocumentId,
	id: FileId
): Promise<StoredFile | undefined> {
	const row = await database
		.selectFrom('attached_file')
		.selectAll()
		.where('document_id', '=', document)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && stored(row);
}

/** The files of all documents of a session, oldest first. */
export async function fileRowsIn(database: Database, session: SessionId): Promise<StoredFile[]> {
	const rows = await database
		.selectFrom('attached_file')
		.innerJoin('document', 'document.id', 'attached_file.document_id')
		.selectAll('attached_file')
		.where('document.session_id', '=', session)
		.orderBy('added_at')
		.orderBy('attached_file.id')
		.execute();
	return rows.map(stored);
}

function stored({ audience, ...row }: Row<'attached_file'>): StoredFile {
	if (audience === null) return { ...row, audience: EVERYBODY };
	return { ...row, audience: readJson(audienceSchema, audience) ?? NOBODY };
}

/** The ids of all files. */
export async function allFileIds(database: Database): Promise<Set<string>> {
	const rows = await database.selectFrom('attached_file').select('id').execute();
	return new Set(rows.map(({ id }) => id));
}

export async function addFileRow(transaction: Database, file: NewFile): Promise<void> {
	const { place, width, height } = file;
	await transaction
		.insertInto('attached_file')
		.values({
			...{ id: file.id, document_id: file.document, name: file.name, type: file.type },
			...{ place: place.on, object_id: place.on === 'action' ? place.action : '' },
			...{ size: file.size, sha256: file.sha256, width: width ?? null, height: height ?? null },
			...{ alt: file.alt, decorative: file.isDecorative ? 1 : 0 },
			...{ label: file.label, audience: audienceText(file.audience) },
			...{ originator_id: file.originator, added_by: file.by, added_at: Date.now() }
		})
		.execute();
}

/** As it is stored: nothing where it is for whoever may read the document. */
export function audienceText(audience: Audience): string | null {
	const isOwn = audience.organisations.length + audience.persons.length > 0;
	return isOwn ? JSON.stringify(audience) : null;
}
