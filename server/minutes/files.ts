import { inAudience, type Reader, type Viewer } from '#shared/access.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import type { FileView } from '#shared/files/file-view.ts';
import type { MinutesFile } from '#shared/minutes/minutes-file.ts';
import type { FileFolder } from '../files/file-folder.ts';
import { seenFiles } from '../files/seen-files.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';

interface Asked {
	readonly session: SessionId;
	readonly reader: Reader;
	/** All who must be able to have them, the reader among them. */
	readonly viewers: readonly Viewer[];
	/** Those that this version prints. */
	readonly documents: readonly StoredDocumentHead[];
	/** The references of the actions that it prints. */
	readonly references: ReadonlyMap<string, string>;
}

/** The files that a reader may have of what their version prints, and the bytes of the pictures in its texts. */
export async function minutesFiles(
	database: Database,
	folder: Pick<FileFolder, 'read'>,
	{ session, reader, viewers, documents, references }: Asked
): Promise<MinutesFile[]> {
	// Of a document in the archive only the actions are printed, with what is attached to them.
	const listed = documents.filter(({ archived_at }) => archived_at === null);
	const titles = new Map<DocumentId, string>(listed.map(({ id, title }) => [id, title]));
	const labels = new Map(documents.map(({ id, label }) => [id, label]));
	const isPrinted = ({ document, place }: FileView) =>
		place.on === 'action' ? references.has(place.action) : titles.has(document);
	const seen = (await seenFiles(database, session, reader)).filter(
		(file) => isPrinted(file) && viewers.every((one) => inAudience(one, file.audience))
	);
	const room = new Room();
	const files: MinutesFile[] = [];
	for (const file of seen) {
		const { place, document } = file;
		const title = titles.get(document) ?? '';
		const on = place.on === 'action' ? (references.get(place.action) ?? '') : title;
		const isShown = place.on === 'text' && room.takes(file);
		const bytes = isShown ? await folder.read(file.id) : undefined;
		const isOwn = file.limits !== undefined || file.label !== labels.get(document);
		files.push({ ...fieldsOf(file), on, isOwn, ...(bytes && { data: base64(bytes) }) });
	}
	return files;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function fieldsOf({ id, name, type, size, sha256, label, limits, ...file }: FileView) {
	const { alt, isDecorative, width, height } = file;
	return { id, name, type, size, sha256, label, limits, alt, isDecorative, width, height };
}

/** How much of pictures one paper still holds. */
class Room {
	#left: { readonly count: number; readonly bytes: number; readonly pixels: number } =
		LIMITS.exports.pictures;

	takes({ size, width = 0, height = 0 }: FileView): boolean {
		const { count, bytes, pixels } = this.#left;
		const left = { count: count - 1, bytes: bytes - size, pixels: pixels - width * height };
		if (left.count < 0 || left.bytes < 0 || left.pixels < 0) return false;
		this.#left = left;
		return true;
	}
}
