import { m } from '#messages/messages.js';
import type * as Y from 'yjs';
import {
	addAction,
	changeAction,
	withdrawAction,
	type ActionChange,
	type ActionRecord,
	type NewAction
} from '#shared/board/actions.ts';
import { convertRecord, type Conversion } from '#shared/board/convert.ts';
import {
	addDecision,
	changeDecision,
	withdrawDecision,
	type DecisionChange,
	type DecisionRecord,
	type NewDecision
} from '#shared/board/decisions.ts';
import { textsOf } from '#shared/board/schema.ts';
import type { ActionId, DecisionId, DocumentId } from '#shared/ids.ts';
import { BY_FORM } from '../sync/document-connection.svelte.ts';
import { mapBy } from './map-by.ts';
import type { OpenDocuments } from './open-documents.svelte.ts';
import type { ReadBacks } from './read-backs.svelte.ts';

/** A record with the document that holds it. */
export interface Placed<T> {
	readonly document: DocumentId;
	readonly record: T;
}

interface Withdrawn {
	readonly document: DocumentId;
	readonly words: string;
}

export interface RecordsOptions {
	readonly documents: OpenDocuments;
	readonly readBacks: ReadBacks;
	/** `JS-01-A1`, once the server has assigned it. */
	readonly numberOf: (id: ActionId | DecisionId) => string | undefined;
}

/**
 * The actions and decisions of the open session, from all its documents: read once per change of a document, and
 * changed in the document that holds them. Frozen wordings are left alone.
 */
export class Records {
	readonly #options: RecordsOptions;
	#withdrawn = $state.raw<Withdrawn>();

	constructor(options: RecordsOptions) {
		this.#options = options;
	}

	readonly actions: readonly Placed<ActionRecord>[] = $derived.by(() =>
		this.#options.documents.all.flatMap(([document, { actions }]) =>
			actions.current.map((record) => ({ document, record }))
		)
	);

	readonly decisions: readonly Placed<DecisionRecord>[] = $derived.by(() =>
		this.#options.documents.all.flatMap(([document, { decisions }]) =>
			decisions.current.map((record) => ({ document, record }))
		)
	);

	readonly #actionsById = $derived(mapBy(this.actions, ({ record }) => record.id));
	readonly #decisionsById = $derived(mapBy(this.decisions, ({ record }) => record.id));
	readonly #askedFor = $derived(mapBy(this.decisions, ({ record }) => record.action));

	action(id: ActionId): Placed<ActionRecord> | undefined {
		return this.#actionsById.get(id);
	}

	decision(id: DecisionId): Placed<DecisionRecord> | undefined {
		return this.#decisionsById.get(id);
	}

	/** The decision that asks for an action. */
	askedForBy(action: ActionId): Placed<DecisionRecord> | undefined {
		return this.#askedFor.get(action);
	}

	addAction(document: DocumentId, action: NewAction): void {
		this.#change(document, (doc) => addAction(doc, action));
	}

	changeAction(document: DocumentId, id: ActionId, change: ActionChange): void {
		this.#change(document, (doc) => changeAction(doc, id, change));
	}

	withdrawAction(document: DocumentId, id: ActionId): void {
		this.#change(document, (doc) => withdrawAction(doc, id));
		const what = this.#options.numberOf(id) ?? m.room_the_action();
		this.#withdrawn = { document, words: m.room_was_withdrawn({ what }) };
	}

	addDecision(document: DocumentId, decision: NewDecision): void {
		this.#change(document, (doc) => addDecision(doc, decision));
	}

	changeDecision(document: DocumentId, id: DecisionId, change: DecisionChange): void {
		if (this.#isFrozen(id) && ('text' in change || 'verb' in change)) return;
		this.#change(document, (doc) => changeDecision(doc, id, change));
	}

	withdrawDecision(document: DocumentId, id: DecisionId): void {
		if (this.#isFrozen(id)) return;
		this.#change(document, (doc) => withdrawDecision(doc, id));
		const what = this.#options.numberOf(id) ?? m.room_the_decision();
		this.#withdrawn = { document, words: m.room_was_withdrawn({ what }) };
	}

	/** Converts a record into another kind, or into its line, wherever the text contains it. */
	convert(document: DocumentId, id: ActionId | DecisionId, conversion: Conversion): void {
		const opened = this.#options.documents.get(document);
		if (!opened || this.#isFrozen(id)) return;
		opened.undo.manager.addToScope(textsOf(opened.connection.doc));
		this.#change(document, (doc) => convertRecord(doc, id, conversion));
		const what = this.#options.numberOf(id) ?? m.room_the_record();
		this.#withdrawn = { document, words: turnedInto(conversion, what) };
	}

	/** The last withdrawal or conversion by this reader, in words, while it can be undone. */
	get withdrawn(): string | undefined {
		return this.#withdrawn?.words;
	}

	/** Undoes the withdrawal; the number is valid again. */
	restoreWithdrawn(): void {
		if (this.#withdrawn) this.#options.documents.get(this.#withdrawn.document)?.undo.undo();
		this.#withdrawn = undefined;
	}

	#isFrozen(id: ActionId | DecisionId): boolean {
		return this.#options.readBacks.isFrozen(id as DecisionId); // ids are unique, so an action never matches
	}

	#change(document: DocumentId, change: (doc: Y.Doc) => void): void {
		const opened = this.#options.documents.get(document);
		if (!opened) return;
		this.#withdrawn = undefined;
		opened.undo.endGroup();
		opened.connection.doc.transact(() => change(opened.connection.doc), BY_FORM);
	}
}

function turnedInto({ into }: Conversion, what: string): string {
	switch (into) {
		case 'action':
			return m.room_turned_into_action({ what });
		case 'decision':
			return m.room_turned_into_decision({ what });
		case 'text':
			return m.room_turned_into_text({ what });
	}
}
