import { SvelteMap } from 'svelte/reactivity';
import { readActions, type ActionRecord } from '#shared/board/actions.ts';
import { readDecisions, type DecisionRecord } from '#shared/board/decisions.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import { BY_FORM, DocumentConnection } from '../sync/document-connection.svelte.ts';
import { TextUndo } from '../text/undo.ts';
import { LiveValue } from '../sync/live-value.svelte.ts';
import { worst, type SavedState } from '../sync/saved-state.ts';

/** An open document with its records, and the undo manager for changes made by form. */
export interface OpenDocument {
	readonly connection: DocumentConnection;
	readonly actions: LiveValue<ActionRecord[]>;
	readonly decisions: LiveValue<DecisionRecord[]>;
	readonly undo: TextUndo;
}

/** The documents of the open session, all connected, so that their content is live. */
export class OpenDocuments {
	readonly #open = new SvelteMap<DocumentId, OpenDocument>();

	/** Opens new documents of a session and closes those that are gone. */
	follow(session: SessionId, documents: readonly DocumentId[]): void {
		for (const id of documents) if (!this.#open.has(id)) this.#openAnew(session, id);
		for (const [id, { connection }] of this.#open)
			if (!documents.includes(id)) {
				this.#open.delete(id);
				connection.close();
			}
	}

	/** What the server keeps beside a document is no longer part of it, so it is read from the server again. */
	#openAnew(session: SessionId, id: DocumentId): void {
		this.#open.get(id)?.connection.close();
		this.#open.set(
			id,
			open(session, id, () => queueMicrotask(() => this.#openAnew(session, id)))
		);
	}

	/** Closes all of them. */
	close(): void {
		for (const { connection } of this.#open.values()) connection.close();
		this.#open.clear();
	}

	get(id: DocumentId): OpenDocument | undefined {
		return this.#open.get(id);
	}

	/** In the order in which they were opened. */
	get all(): (readonly [id: DocumentId, opened: OpenDocument])[] {
		return [...this.#open];
	}

	connection(id: DocumentId): DocumentConnection | undefined {
		return this.#open.get(id)?.connection;
	}

	/** The worst saved state of all documents. */
	get saved(): SavedState {
		return worst([...this.#open.values()].map(({ connection }) => connection.state));
	}

	get hasUnsaved(): boolean {
		const { saved } = this;
		return 'changes' in saved ? saved.changes > 0 : saved.kind === 'saving';
	}
}

function open(session: SessionId, id: DocumentId, onHeld: () => void): OpenDocument {
	const connection = new DocumentConnection(session, id, onHeld);
	const { doc } = connection;
	const roots = { actions: doc.getMap('actions'), decisions: doc.getMap('decisions') };
	return {
		connection,
		actions: new LiveValue([roots.actions], () => readActions(doc)),
		decisions: new LiveValue([roots.decisions], () => readDecisions(doc)),
		undo: new TextUndo(doc, [roots.actions, roots.decisions], [BY_FORM])
	};
}
