// A document log in its own process, separate from the rest of the server. The parent requests appends and loads.
import type { DocumentId } from '#shared/ids.ts';
import { connect, databaseFile } from '#server/store/connect.ts';
import { openDocumentLog } from '#server/store/document-log.ts';
import type { StoredUpdate } from '#server/sync/document-store.ts';

export type Request =
	| { readonly id: number; readonly append: readonly StoredUpdate[] }
	| { readonly id: number; readonly load: DocumentId };

export interface Reply {
	readonly id: number;
	readonly result?: unknown;
	readonly failed?: string;
}

const folder = process.argv[2] ?? '';
await connect(folder);
const log = openDocumentLog(databaseFile(folder));

async function reply(request: Request): Promise<Reply> {
	const { id } = request;
	try {
		return {
			id,
			result: await ('append' in request ? log.append(request.append) : log.load(request.load))
		};
	} catch (error) {
		return {
			id,
			failed: error instanceof Error && 'code' in error ? String(error.code) : String(error)
		};
	}
}

process.on(
	'message',
	(request: Request) => void reply(request).then((said) => process.send?.(said))
);
