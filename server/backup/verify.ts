import { checkFile, type FileCheck } from './check-file.ts';
import { readDocuments, type DocumentsRead } from './read-documents.ts';

/** All that is known of a backup; without documents when the file itself is of no use. */
export interface Verified extends FileCheck {
	readonly read: DocumentsRead | undefined;
}

/** Looks into a backup, changing nothing: the file, its tables, and every document in it. */
export async function verifyBackup(file: string): Promise<Verified> {
	const check = await checkFile(file);
	const { damage, schema } = check;
	const isOfUse = damage.length === 0 && schema !== undefined && schema !== 'newer';
	return { ...check, read: isOfUse ? await readDocuments(file, schema) : undefined };
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

/** True if nothing is wrong with a backup and every document in it can be read. */
export function isSound(verified: Verified): boolean {
	return objections(verified).length === 0 && verified.read?.unreadable.length === 0;
}

/** What somebody who keeps backups should know of one, line by line. */
export function wordsOf(verified: Verified): string[] {
	const { likeness, schema, read } = verified;
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
		...unreadable
	];
}
