import { send, type Outcome } from '#lib/room/command.ts';
import { documentContract } from '#shared/commands/documents.ts';
import type { DocumentId } from '#shared/ids.ts';

/** The commands of a document; the server decides, and the page learns the result over the live channel. */
export const documents = {
	rename: (document: DocumentId, title: string, seen: string): Promise<Outcome> =>
		send(documentContract, { document }, { do: 'rename', title, seen }),
	/** Behind another one; undefined: before all. */
	move: (document: DocumentId, after: DocumentId | undefined): Promise<Outcome> =>
		send(documentContract, { document }, { do: 'move', after }),
	archive: (document: DocumentId): Promise<Outcome> =>
		send(documentContract, { document }, { do: 'archive' }),
	restore: (document: DocumentId): Promise<Outcome> =>
		send(documentContract, { document }, { do: 'restore' })
};
