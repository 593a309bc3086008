import { filesBeside, namedFiles, readFiles, type FilesRead } from './backup-files.ts';
import { checkFile, type FileCheck } from './check-file.ts';
import { readDocuments, type DocumentsRead } from './read-documents.ts';

/** All that is known of a backup; without documents when the file itself is of no use. */
export interface Verified extends FileCheck {
	readonly read: DocumentsRead | undefined;
	readonly files: FilesRead | undefined;
}

/** Looks into a backup, changing nothing: the file, its tables, every document in it, and the files beside it. */
export async function verifyBackup(file: string): Promise<Verified> {
	const check = await checkFile(file);
	const { damage, schema } = check;
	const isOfUse = damage.length === 0 && schema !== undefined && schema !== 'newer';
	if (!isOfUse) return { ...check, read: undefined, files: undefined };
	const files = await readFiles(filesBeside(file), namedFiles(file));
	return { ...check, read: await readDocuments(file, schema), files };
}

/**
 * Why a backup must not replace a database; empty if it may. Documents that the board itself could not read are no
 * reason: they are as they were. That they were is known by the checksum alone.
 */
export function objections({ damage, schema, likeness, read }: Verified): string[] {
	if (schema === 'newer') return ['It was written by a newer Briefing Board. Use that version.'];
	if (damage.length > 0) return [...damage];
	const damaged = (read?.unreadable ?? []).filter(({ trouble }) => trouble === 'damaged');
	if (likeness === 'same' || damaged.length === 0) return [];
	return [
		`Documents in it are damaged (${damaged.map(({ document }) => document).join(', ')}), and without its checksum nobody can say since when.`
	];
}

/** True if nothing is wrong with a backup, every document in it can be read, and every file is as it was. */
export function isSound(verified: Verified): boolean {
	const isRead = verified.read?.unreadable.length === 0 && verified.files?.wrong.length === 0;
	return objections(verified).length === 0 && isRead;
}

/** What somebody who keeps backups should know of one, line by line. */
export function wordsOf(verified: Verified): string[] {
	const { likeness, schema, read, files } = verified;
	const unreadable = (read?.unreadable ?? []).map(
		({ document, trouble }) => `Document ${document} cannot be read: ${trouble}.`
	);
	return [
		...objections(verified),
		...(likeness === 'unknown' ? ['There is no checksum beside it.'] : []),
		...(schema === 'older'
			? ['It is of an older version, and is updated when it is started.']
			: []),
		...(read
			? [`Documents read: ${read.documents - unreadable.length} of ${read.documents}.`]
			: []),
		...unreadable,
		...(files?.files ? [`Files read: ${files.files - files.wrong.length} of ${files.files}.`] : []),
		...(files?.wrong ?? []).map((id) => `File ${id} is missing beside it, or not as it was.`)
	];
}
