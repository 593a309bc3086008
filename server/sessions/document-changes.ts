import { keepsRecord, type Reader } from '#shared/access.ts';
import { LONGEST_TITLE } from '#shared/commands/fields.ts';
import { mergeText } from '#shared/forms/merge-fields.ts';
import type { DocumentId, PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import { documentHead, documentHeads, type StoredDocumentHead } from './document-rows.ts';

export interface DocumentChangesOptions {
	readonly commands: Commands;
	readonly events: SessionEvents;
}

type Done = Promise<Refusal | undefined>;

/**
 * Renames, reorders and archives briefings, statements and annexes: for those who may write in them and either keep the
 * record or are of the organisation that they come from. What stands in a document, and who may read it, stays as it is.
 */
export class DocumentChanges {
	readonly #options: DocumentChangesOptions;

	constructor(options: DocumentChangesOptions) {
		this.#options = options;
	}

	/** Renames a document. A title that others changed since it was `seen` has both changes. */
	rename(by: PersonId, id: DocumentId, title: string, seen?: string): Done {
		return this.#command(by, id, 'document.rename', {}, async (transaction, head) => {
			const both = mergeText(seen ?? head.title, title, head.title);
			const next = both.trim() === '' || both.length > LONGEST_TITLE ? title : both;
			await write(transaction, id, { title: next });
		});
	}

	/** Moves a document behind another of its session; undefined: before all others. */
	move(by: PersonId, id: DocumentId, after: DocumentId | undefined): Done {
		return this.#command(by, id, 'document.move', { after }, async (transaction, head) => {
			const heads = await documentHeads(transaction, head.session_id);
			const others = heads.filter((one) => one.id !== id).map((one) => one.id);
			const board = heads.findIndex(({ kind }) => kind === 'board');
			const at = after === undefined ? board : others.indexOf(after);
			if (after !== undefined && at < 0) return refuse('order-stale');
			const order = others.toSpliced(at + 1, 0, id);
			for (const [position, one] of order.entries()) await write(transaction, one, { position });
			return undefined;
		});
	}

	/** Takes a document out of the list and the minutes. It can be read as before, and its records keep their numbers. */
	archive(by: PersonId, id: DocumentId): Done {
		return this.#command(by, id, 'document.archive', {}, (transaction) =>
			write(transaction, id, { archived_at: Date.now() })
		);
	}

	/** Brings a document back from the archive. */
	restore(by: PersonId, id: DocumentId): Done {
		return this.#command(by, id, 'document.restore', {}, (transaction) =>
			write(transaction, id, { archived_at: null })
		);
	}

	#command(
		by: PersonId,
		document: DocumentId,
		name: `document.${'rename' | 'move' | 'archive' | 'restore'}`,
		detail: Readonly<Record<string, unknown>>,
		act: (transaction: Database, head: StoredDocumentHead) => Promise<Refusal | undefined | void>
	): Done {
		const { commands, events } = this.#options;
		return commands.execute<undefined>(
			{ by, document, name, detail },
			{
				act: async (transaction, actor) => {
					const head = await documentHead(transaction, document);
					if (!head || !mayEditDocument(actor, head)) return refuse('forbidden');
					return (await act(transaction, head)) ?? undefined;
				},
				tell: () => events.emit('documentChanged', document)
			}
		);
	}
}

/** Whether somebody who may write in a document may also rename, move and archive it. */
export function mayEditDocument(
	{ role, organisation }: Reader,
	{ kind, originator_id }: Pick<StoredDocumentHead, 'kind' | 'originator_id'>
): boolean {
	return kind !== 'board' && (keepsRecord(role) || organisation === originator_id);
}

async function write(
	transaction: Database,
	id: DocumentId,
	change: { title?: string; position?: number; archived_at?: number | null }
): Promise<undefined> {
	await transaction.updateTable('document').set(change).where('id', '=', id).execute();
	return undefined;
}
