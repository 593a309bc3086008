import { isForEverybody, keepsRecord, type Access, type Reader } from '#shared/access.ts';
import { fileAccess, fileLabel } from '#shared/files/file-access.ts';
import type { FilePlace, FileView } from '#shared/files/file-view.ts';
import type { AudienceLimits } from '#shared/marking.ts';
import { mayMark } from '#shared/marking-rights.ts';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { documentHeads, type StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import { fileRowsIn, type StoredFile } from './file-rows.ts';

/** The files of a session that a reader may have, oldest first. */
export async function seenFiles(
	database: Database,
	session: SessionId,
	reader: Reader
): Promise<FileView[]> {
	const files = await fileRowsIn(database, session);
	if (files.length === 0) return [];
	const heads = new Map((await documentHeads(database, session)).map((head) => [head.id, head]));
	const seen = files.flatMap((file) => {
		const head = heads.get(file.document_id);
		return head && fileAccess(reader, head, file) !== 'none' ? [{ file, head }] : [];
	});
	const names = await namesFor(
		database,
		seen.map(({ file }) => file)
	);
	return seen.map(({ file, head }) => viewOf(file, { head, reader, names }));
}

type Names = ReadonlyMap<OrganisationId | PersonId, string>;

async function namesFor(database: Database, files: readonly StoredFile[]): Promise<Names> {
	if (files.length === 0) return new Map();
	const organisations = await database.selectFrom('organisation').select(['id', 'code']).execute();
	const adders = [...new Set(files.flatMap(({ added_by }) => added_by ?? []))];
	const people = await database
		.selectFrom('person')
		.select(['id', 'name'])
		.where('id', 'in', adders)
		.execute();
	return new Map<OrganisationId | PersonId, string>([
		...organisations.map(({ id, code }) => [id, code] as const),
		...people.map(({ id, name }) => [id, name] as const)
	]);
}

interface Seen {
	readonly head: StoredDocumentHead;
	readonly reader: Reader;
	readonly names: Names;
}

function viewOf(file: StoredFile, { head, reader, names }: Seen): FileView {
	const access = fileAccess(reader, head, file);
	return {
		...factsOf(file, head, names),
		by: (file.added_by && names.get(file.added_by)) ?? '?',
		organisation: names.get(file.originator_id) ?? '?',
		...{ addedAt: Number(file.added_at), revision: file.revision },
		mayChange: access === 'write',
		mayRemove: mayRemove(reader, access, file),
		mayMark: mayMark(reader, file.originator_id)
	};
}

/** What a file is, whoever reads it. */
export type FileFacts = ReturnType<typeof factsOf>;

function factsOf(file: StoredFile, head: StoredDocumentHead, names: Names) {
	return {
		...{ id: file.id, document: head.id, place: placeOf(file), name: file.name, type: file.type },
		...{ size: Number(file.size), sha256: file.sha256 },
		...{ width: file.width ?? undefined, height: file.height ?? undefined },
		...{ alt: file.alt, isDecorative: file.decorative === 1 },
		...{ label: fileLabel(head.label, file.label ?? undefined), audience: file.audience },
		limits: fileLimits(file, names)
	};
}

/** The files of some documents, oldest first. Checks no right. */
export async function filesOf(
	database: Database,
	session: SessionId,
	heads: readonly StoredDocumentHead[]
): Promise<FileFacts[]> {
	const files = await fileRowsIn(database, session);
	const names = await namesFor(database, files);
	return files.flatMap((file) => {
		const head = heads.find(({ id }) => id === file.document_id);
		return head ? [factsOf(file, head, names)] : [];
	});
}

/** For whom a file is, in few words, where that is not all who may read its document. */
function fileLimits({ audience }: StoredFile, names: Names): AudienceLimits | undefined {
	if (isForEverybody(audience)) return undefined;
	const codes = audience.organisations.map((id) => names.get(id) ?? '?');
	return { codes, named: audience.persons.length, caveat: '' };
}

function placeOf({ place, object_id }: StoredFile): FilePlace {
	if (place !== 'action') return { on: place };
	return object_id ? { on: 'action', action: object_id } : { on: 'document' };
}

/** A file is removed by people of the organisation that added it, and by those who keep the record. */
export function mayRemove(
	reader: Reader,
	access: Access,
	{ originator_id }: Pick<StoredFile, 'originator_id'>
): boolean {
	return access === 'write' && (reader.organisation === originator_id || keepsRecord(reader.role));
}

/** Those of some people who may have a file. */
export function readersOfFile(
	people: readonly Reader[],
	head: StoredDocumentHead,
	file: Pick<StoredFile, 'audience'>
): PersonId[] {
	const may = people.filter((one) => fileAccess(one, head, file) !== 'none');
	return may.map(({ person }) => person);
}
