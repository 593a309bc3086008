import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { readActions, type ActionRecord } from '#shared/board/actions.ts';
import { readDecisions, type DecisionRecord } from '#shared/board/decisions.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { Holds } from './holds.ts';
import { BY_FORM, DocumentConnection } from '../sync/document-connection.svelte.ts';
import type { Outbox } from '../outbox/outbox.ts';
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

const SENDS_WITHIN = 30_000; // ms that a document stays open for what an earlier tab left

/**
 * The documents of the open session that the page has connected: those that some part of it holds, and those with changes
 * that are not saved. All others are only shown, as the server tells them.
 */
export class OpenDocuments {
	readonly #person: PersonId;
	readonly #Socket: typeof WebSocket;
	readonly #outbox: Promise<Outbox | undefined>;
	readonly #open = new SvelteMap<DocumentId, OpenDocument>();
	readonly #holds = new Holds<DocumentId>((id) => this.#letGo(id));
	#session: SessionId | undefined;
	#readable = $state.raw<readonly DocumentId[]>([]);

	/** Of a page of this person, over such sockets. */
	constructor(
		person: PersonId,
		outbox: Promise<Outbox | undefined>,
		{ Socket }: { readonly Socket: typeof WebSocket }
	) {
		this.#person = person;
		this.#Socket = Socket;
		this.#outbox = outbox;
		void this.#sendEarlier();
	}

	/** The documents of a session that the reader may have; those that are gone are closed. */
	follow(session: SessionId, readable: readonly DocumentId[]): void {
		this.#session = session;
		this.#readable = readable;
		for (const id of this.#holds.all) this.#need(id);
		for (const id of this.#open.keys()) if (!readable.includes(id)) this.#close(id);
	}

	/** Opens a document, and keeps it open until the returned function is called and everything is saved. */
	hold(id: DocumentId): () => void {
		const release = this.#holds.hold(id);
		untrack(() => this.#need(id));
		return release;
	}

	/** The same for all documents of the session. */
	holdAll(): () => void {
		const releases = this.#readable.map((id) => this.hold(id));
		return () => releases.forEach((release) => release());
	}

	#need(id: DocumentId): void {
		if (!this.#session || !this.#readable.includes(id) || this.#open.has(id)) return;
		this.#openAnew(this.#session, id);
	}

	/** The server has read the records of a document by the time that it is let go. */
	#letGo(id: DocumentId): boolean {
		const opened = this.#open.get(id);
		if (opened && opened.connection.hasUnsaved) return false;
		this.#close(id);
		return true;
	}

	#close(id: DocumentId): void {
		const opened = this.#open.get(id);
		this.#open.delete(id);
		opened?.connection.close();
	}

	/** What a tab of this person could not send is sent, whether its document is looked at or not. */
	async #sendEarlier(): Promise<void> {
		const outbox = await this.#outbox;
		for (const id of (await outbox?.documents()) ?? []) setTimeout(this.hold(id), SENDS_WITHIN);
	}

	/** What the server keeps beside a document is no longer part of it, so it is read from the server again. */
	#openAnew(session: SessionId, id: DocumentId): void {
		this.#open.get(id)?.connection.close();
		const onHeld = () => queueMicrotask(() => this.#openAnew(session, id));
		const own = { person: this.#person, outbox: this.#outbox, Socket: this.#Socket };
		this.#open.set(id, open({ ...own, session, id, onHeld }));
	}

	/** Connects those again that were closed because the login had ended. */
	revive(): void {
		for (const { connection } of this.#open.values()) connection.revive();
	}

	/** These are kept from the person from now on: what waits to be sent to them is forgotten, whether they are open or not. */
	forget(ids: readonly DocumentId[]): void {
		for (const id of ids) this.#open.get(id)?.connection.forget();
		void this.#outbox.then((outbox) => ids.forEach((id) => void outbox?.forget(id)));
	}

	/** Closes all of them. */
	close(): void {
		this.#holds.clear();
		for (const { connection } of this.#open.values()) connection.close();
		this.#open.clear();
		void this.#outbox.then((outbox) => outbox?.close());
	}

	/** True once a document has been received. */
	isOpen(id: DocumentId): boolean {
		return this.#open.get(id)?.connection.isOpen ?? false;
	}

	/** How many documents of the session are not open here. */
	get unopened(): number {
		return this.#readable.filter((id) => !this.isOpen(id)).length;
	}

	/** Nothing that was done in a document until now can be undone: what it said is not everybody's any more. */
	forgetUndo(id: DocumentId): void {
		const opened = this.#open.get(id);
		opened?.undo.manager.clear();
		if (opened) opened.connection.forgotten += 1;
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

	/** The worst saved state of all documents; before there is one, the session is being opened. */
	get saved(): SavedState {
		if (this.#open.size === 0) return { kind: 'opening' };
		return worst([...this.#open.values()].map(({ connection }) => connection.state));
	}

	get hasUnsaved(): boolean {
		return [...this.#open.values()].some(({ connection }) => connection.hasUnsaved);
	}
}

function open(opening: ConstructorParameters<typeof DocumentConnection>[0]): OpenDocument {
	const connection = new DocumentConnection(opening);
	const { doc } = connection;
	const roots = { actions: doc.getMap('actions'), decisions: doc.getMap('decisions') };
	return {
		connection,
		actions: new LiveValue([roots.actions], () => readActions(doc)),
		decisions: new LiveValue([roots.decisions], () => readDecisions(doc)),
		undo: new TextUndo(doc, [roots.actions, roots.decisions], [BY_FORM])
	};
}
