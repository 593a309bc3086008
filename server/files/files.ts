import { isForEverybody } from '#shared/access.ts';
import { fileAccess } from '#shared/files/file-access.ts';
import type { FileView } from '#shared/files/file-view.ts';
import { FILE_TYPES } from '#shared/files/file-types.ts';
import type { DocumentId, FileId, PersonId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { documentHead, type StoredDocumentHead } from '../sessions/document-rows.ts';
import { readerIn } from '../sessions/participant-rows.ts';
import { FileAdding } from './file-adding.ts';
import { FileChanges, type FileOf } from './file-changes.ts';
import type { Arriving } from './file-folder.ts';
import { allFileIds, fileRow, type StoredFile } from './file-rows.ts';
import type { FileHead, FilesOptions } from './files-options.ts';
import { NotedReads } from './noted-reads.ts';
import { seenFiles } from './seen-files.ts';

/** A file as it is served. */
interface Served extends Pick<StoredFile, 'name' | 'type' | 'size'> {
	readonly media: string;
	readonly isPicture: boolean;
	readonly bytes: ReadableStream<Uint8Array>;
}

/**
 * Files of documents: pictures and evidence. Whoever may not read the document, or is not in the file's own audience, is
 * told no more of a file than of one that does not exist.
 */
export class Files {
	readonly #options: FilesOptions;
	readonly #adding: FileAdding;
	readonly #noted: NotedReads;
	/** What is changed of files. */
	readonly changes: FileChanges;

	constructor(options: FilesOptions) {
		this.#options = options;
		this.#adding = new FileAdding(options);
		this.#noted = new NotedReads(options.audit);
		this.changes = new FileChanges(options);
	}

	/** Removes what a crash left in the folder. */
	async start(): Promise<void> {
		const { database, folder, log } = this.#options;
		const left = await folder.sweep(await allFileIds(database));
		if (left > 0) log.info({ files: left }, 'files that belong to nothing were removed');
	}

	/** Takes a file that arrives; resolves when it is on disk. */
	add(
		by: PersonId,
		document: DocumentId,
		head: FileHead,
		arriving: Arriving
	): Promise<FileId | Refusal> {
		return this.#adding.add(by, document, head, arriving);
	}

	/** The files of a session that a participant may have. */
	async of(by: PersonId, session: SessionId): Promise<{ files: FileView[] } | Refusal> {
		const { database } = this.#options;
		const reader = await readerIn(database, session, by);
		return reader ? { files: await seenFiles(database, session, reader) } : refuse('not-found');
	}

	/** A file for somebody who may have it. */
	async open(by: PersonId, { document, file: id }: FileOf): Promise<Served | Refusal> {
		const { database, folder, log } = this.#options;
		const file = await fileRow(database, document, id);
		const found = await this.#reading(by, document);
		const mayHave = file && found && fileAccess(found.reader, found.head, file) !== 'none';
		if (found && file) this.#note(by, { ...found, file, mayHave: mayHave === true });
		if (!mayHave) return refuse('not-found');
		const { type, name } = file;
		const size = Number(file.size);
		const bytes = await folder.open(id, size);
		if (bytes) return { type, name, size, bytes, ...FILE_TYPES[type] };
		log.error({ document, file: id }, 'a file is missing in the data folder, or not as it was');
		return refuse('file-missing');
	}

	/** Somebody who takes part in the session of a document. */
	async #reading(by: PersonId, document: DocumentId) {
		const { database } = this.#options;
		const head = await documentHead(database, document);
		const reader = head && (await readerIn(database, head.session_id, by));
		return head && reader ? { head, reader } : undefined;
	}

	#note(
		person: PersonId,
		{ head, file, mayHave }: { head: StoredDocumentHead; file: StoredFile; mayHave: boolean }
	): void {
		const isForAll = isForEverybody(head.audience) && isForEverybody(file.audience);
		if (isForAll && mayHave) return;
		const { id: document, session_id: session } = head;
		const outcome = mayHave ? 'done' : 'not-found';
		const { unawaited } = this.#options;
		unawaited(this.#noted.note({ person, session, document, file: file.id, outcome }));
	}
}
