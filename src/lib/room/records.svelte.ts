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
import type { RecordsView } from '#shared/board/records-view.ts';
import { copiesOf, joinRecord, textOfRecord, type RegisterRoot } from '#shared/records/records.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ActionId, DecisionId, DocumentId } from '#shared/ids.ts';
import { BY_FORM } from '../sync/document-connection.svelte.ts';
import type { Presence } from '../text/others-carets.ts';
import { asAgreed } from './as-agreed.ts';
import { mapBy } from './map-by.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.svelte.ts';
import type { ReadBacks } from './read-backs.svelte.ts';
import type { ShownRecords } from './shown-records.svelte.ts';

/** A record with the document that holds it. */
export interface Placed<T> {
	readonly document: DocumentId;
	readonly record: T;
}

/** The wording of a record, to be written in live, and who else is in its document. */
export interface LiveWording {
	readonly text: Y.Text;
	readonly presence: Presence;
	/** Has to be called before one writes: it makes one text where two people made the record at once. */
	readonly join: () => void;
}

interface Withdrawn {
	readonly document: DocumentId;
	readonly words: string;
	/** Lets go of the document, which is kept open as long as this can be undone. */
	readonly release: () => void;
}

export interface RecordsOptions {
	readonly documents: OpenDocuments;
	/** Records of those that are not open. */
	readonly shown: ShownRecords;
	/** Actions about which a document says something else than what was agreed, or nothing. */
	readonly differing: (document: DocumentId) => readonly FollowUpView[];
	/** The documents that the reader has, in the order of the session. */
	readonly order: () => readonly DocumentId[];
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
	/** One for each text, so that a form keeps its field while others write. */
	readonly #wordings = new WeakMap<Y.Text, LiveWording>();
	#withdrawn = $state.raw<Withdrawn>();

	constructor(options: RecordsOptions) {
		this.#options = options;
	}

	readonly actions: readonly Placed<ActionRecord>[] = $derived.by(() =>
		this.#options.order().flatMap((document) => {
			const records = this.#live(document)?.actions.current ?? this.#shown(document).actions;
			return asAgreed(records, this.#options.differing(document)).map((record) => ({
				...{ document, record }
			}));
		})
	);

	readonly decisions: readonly Placed<DecisionRecord>[] = $derived.by(() =>
		this.#options.order().flatMap((document) => {
			const records = this.#live(document)?.decisions.current ?? this.#shown(document).decisions;
			return records.map((record) => ({ document, record }));
		})
	);

	/** False until the first document with records has come: there may be some although none is listed. */
	get areKnown(): boolean {
		const [first] = this.#options.order();
		return first === undefined || this.#live(first) !== undefined;
	}

	#live(document: DocumentId): OpenDocument | undefined {
		const opened = this.#options.documents.get(document);
		return opened?.connection.isOpen ? opened : undefined;
	}

	#shown(document: DocumentId): RecordsView {
		return this.#options.shown.of(document);
	}

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
		this.#offerUndo(document, m.room_was_withdrawn({ what }));
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
		this.#offerUndo(document, m.room_was_withdrawn({ what }));
	}

	/** The wording of a record; undefined while there is none to write in. Read after a change of the records. */
	wordingOf(
		document: DocumentId,
		root: RegisterRoot,
		id: ActionId | DecisionId
	): LiveWording | undefined {
		const connection = this.#options.documents.connection(document);
		const text = connection && textOfRecord(copiesOf(connection.doc, root, id));
		if (!text) return undefined;
		const { doc, awareness: presence } = connection;
		const join = () => doc.transact(() => joinRecord(copiesOf(doc, root, id)));
		const wording = this.#wordings.get(text) ?? { text, presence, join };
		this.#wordings.set(text, wording);
		return wording;
	}

	/** Converts a record into another kind, or into its line, wherever the text contains it. */
	convert(document: DocumentId, id: ActionId | DecisionId, conversion: Conversion): void {
		const opened = this.#options.documents.get(document);
		if (!opened || this.#isFrozen(id)) return;
		opened.undo.manager.addToScope(textsOf(opened.connection.doc));
		this.#change(document, (doc) => convertRecord(doc, id, conversion));
		const what = this.#options.numberOf(id) ?? m.room_the_record();
		this.#offerUndo(document, turnedInto(conversion, what));
	}

	/** The last withdrawal or conversion by this reader, in words, while it can be undone. */
	get withdrawn(): string | undefined {
		return this.#withdrawn?.words;
	}

	/** Undoes the withdrawal; the number is valid again. */
	restoreWithdrawn(): void {
		if (this.#withdrawn) this.#options.documents.get(this.#withdrawn.document)?.undo.undo();
		this.forgetWithdrawn();
	}

	#offerUndo(document: DocumentId, words: string): void {
		this.#withdrawn = { document, words, release: this.#options.documents.hold(document) };
	}

	/** The withdrawal stands. */
	forgetWithdrawn(): void {
		this.#withdrawn?.release();
		this.#withdrawn = undefined;
	}

	#isFrozen(id: ActionId | DecisionId): boolean {
		return this.#options.readBacks.isFrozen(id as DecisionId); // ids are unique, so an action never matches
	}

	#change(document: DocumentId, change: (doc: Y.Doc) => void): void {
		const opened = this.#options.documents.get(document);
		if (!opened) return;
		this.forgetWithdrawn();
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
