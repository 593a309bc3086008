import type { DocumentId } from '../ids.ts';
import type { MinutesMark } from './minutes.ts';
import type { MinutesRecord, RecordedDocument } from './record.ts';

/** What a version holds of the documents of a record. */
export interface Released {
	readonly record: MinutesRecord;
	/** Those that it prints. */
	readonly documents: readonly RecordedDocument[];
	readonly printed: ReadonlySet<DocumentId>;
	/** Those, and those of which it says that it does not have them. */
	readonly complete: readonly RecordedDocument[];
	readonly withheld: ReadonlySet<DocumentId>;
}

/** Sorts the documents of a record by whether its readers may read them, and whether the version is to have them. */
export function documentsFor(
	record: MinutesRecord,
	judge: (document: RecordedDocument) => {
		readonly isReadable: boolean;
		readonly isWanted: boolean;
	}
): Released {
	const judged = record.documents.map((document) => ({ document, ...judge(document) }));
	const complete = judged.filter(({ isReadable, document }) => isReadable || !document.isTraceless);
	const documents = judged
		.filter(({ isReadable, isWanted }) => isReadable && isWanted)
		.map(({ document }) => document);
	return {
		...{ record, documents, printed: new Set(documents.map(({ id }) => id)) },
		complete: complete.map(({ document }) => document),
		withheld: new Set(
			complete.filter(({ isReadable }) => !isReadable).map(({ document }) => document.id)
		)
	};
}

/** The marking of a document that this version prints, where it is another than that of the notes. */
export function markOf({ documents }: Released, id: DocumentId): MinutesMark | undefined {
	const notes = documents.find(({ kind }) => kind === 'board')?.label;
	const document = documents.find((one) => one.id === id);
	if (!document || (document.label === notes && !document.limits)) return undefined;
	return { label: document.label, limits: document.limits };
}
