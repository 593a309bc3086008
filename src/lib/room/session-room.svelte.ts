import { m } from '#messages/messages.js';
import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import * as Y from 'yjs';
import {
	addAction,
	changeAction,
	readActions,
	withdrawAction,
	type ActionChange,
	type ActionRecord,
	type NewAction
} from '#shared/board/actions.ts';
import {
	addDecision,
	changeDecision,
	readDecisions,
	withdrawDecision,
	type DecisionChange,
	type DecisionRecord,
	type NewDecision
} from '#shared/board/decisions.ts';
import { notesOf, recordsOf, textOf } from '#shared/board/schema.ts';
import { richTexts } from '#shared/board/blocks.ts';
import { convertRecord, type Conversion } from '#shared/board/convert.ts';
import { calendarOf } from '#shared/capture/calendar.ts';
import type { CaptureScene } from '#shared/capture/capture.ts';
import type { Directory } from '#shared/capture/owners.ts';
import { newerFollowUp, type FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ActionId, AgendaItemId, DecisionId, DocumentId, PersonId } from '#shared/ids.ts';
import type { Numbers, Present } from '#shared/protocol/live.ts';
import { isFrozen, newer, type ReadBackView } from '#shared/decisions/read-back.ts';
import type { Delegation, Participant } from '#shared/sessions/delegation.ts';
import type { SessionView } from '#shared/room/session-view.ts';
import { BY_FORM, DocumentConnection } from '../sync/document-connection.svelte.ts';
import type { LiveChannel } from './live-channel.svelte.ts';
import { LiveValue } from '../sync/live-value.svelte.ts';
import { worst, type SavedState } from '../sync/saved-state.ts';

/** A record with the document it lives in. */
export interface Placed<T> {
	readonly document: DocumentId;
	readonly record: T;
}

interface OpenDocument {
	readonly connection: DocumentConnection;
	readonly actions: LiveValue<ActionRecord[]>;
	readonly decisions: LiveValue<DecisionRecord[]>;
	readonly undo: Y.UndoManager;
}

/**
 * One session open in this browser: what the server decided (`view`, from the page) beside what people co-write (the
 * open documents). Every document of the session is kept open, so its actions and decisions are live.
 */
export class SessionRoom {
	readonly #view: () => SessionView;
	readonly #numbers: () => Numbers;
	readonly #open = new SvelteMap<DocumentId, OpenDocument>();
	readonly me: PersonId;
	#given = $state<Numbers>({});
	#present = $state<readonly Present[]>([]);
	/** Of each decision what was said last since the page was loaded. */
	readonly #readBacks = new SvelteMap<DecisionId, ReadBackView>();
	/** Of each action what was said last since the page was loaded. */
	readonly #followUps = new SvelteMap<ActionId, FollowUpView>();
	#withdrawn = $state<{ readonly document: DocumentId; readonly words: string }>();

	constructor(view: () => SessionView, numbers: () => Numbers, me: PersonId) {
		this.#view = view;
		this.#numbers = numbers;
		this.me = me;
	}

	/** Takes the place in the session and opens its documents; returns how to leave. */
	enter(live: LiveChannel, reload: () => void): () => void {
		const { id } = this.view.details;
		const stops = [
			live.onPresent(id, (present) => (this.#present = present)),
			live.onPresentChanged(id, (came, went) => {
				const gone = [...went, ...came.map(({ person }) => person)];
				const stayed = this.#present.filter(({ person }) => !gone.includes(person));
				this.#present = [...stayed, ...came];
			}),
			live.onNumbers(id, (numbers) => (this.#given = { ...this.#given, ...numbers })),
			live.onReadBack(id, (view) => this.#hear(view)),
			live.onFollowUp(id, (view) => this.hearFollowUp(view)),
			live.onChanged(id, (part) => part !== 'registers' && reload()),
			live.onRemoved(id, reload),
			live.onReconnect(reload),
			live.enter(id)
		];
		return () => {
			for (const stop of stops) stop();
			for (const { connection } of this.#open.values()) connection.close();
			this.#open.clear();
		};
	}

	#hear(view: ReadBackView): void {
		const known = this.#readBacks.get(view.decision);
		this.#readBacks.set(view.decision, known ? newer(view, known) : view);
	}

	/** Takes what the server says of an action, over the channel or in answer to a command; the newer word counts. */
	hearFollowUp(view: FollowUpView): void {
		const known = this.#followUps.get(view.action);
		this.#followUps.set(view.action, known ? newerFollowUp(view, known) : view);
	}

	/** Where an action stands; undefined until the server has seen it. */
	followUpOf(id: ActionId): FollowUpView | undefined {
		const said = this.#followUps.get(id);
		const loaded = this.view.followUps.find(({ action }) => action === id);
		return said && loaded ? newerFollowUp(said, loaded) : (said ?? loaded);
	}

	/** The last read-back of a decision. */
	readBackOf(id: DecisionId): ReadBackView | undefined {
		const said = this.#readBacks.get(id);
		const loaded = this.view.readBacks.find(({ decision }) => decision === id);
		return said && loaded ? newer(said, loaded) : (said ?? loaded);
	}

	/** A decision as it counts: in the wording that is being read back or agreed, where there is one. */
	wordingOf(record: DecisionRecord): DecisionRecord {
		const readBack = this.readBackOf(record.id);
		if (!readBack || !isFrozen(readBack.result)) return record;
		const { kind, verb, text } = readBack;
		return { ...record, kind, verb, text };
	}

	/** True while its wording is read back, and once it is agreed: the page changes nothing of it. */
	isFrozen(id: DecisionId): boolean {
		const readBack = this.readBackOf(id);
		return readBack !== undefined && isFrozen(readBack.result);
	}

	/** Opens documents that are new and closes those that are gone. */
	follow(documents: readonly DocumentId[]): void {
		for (const id of documents) if (!this.#open.has(id)) this.#open.set(id, open(id));
		for (const [id, { connection }] of this.#open)
			if (!documents.includes(id)) {
				this.#open.delete(id);
				connection.close();
			}
	}

	get view(): SessionView {
		return this.#view();
	}

	get present(): readonly Present[] {
		return this.#present;
	}

	get people(): Participant[] {
		return this.view.delegations.flatMap(({ people }) => people);
	}

	delegation(organisation: string | undefined): Delegation | undefined {
		return this.view.delegations.find((one) => one.organisation.id === organisation);
	}

	person(id: string | undefined): Participant | undefined {
		return this.people.find(({ person }) => person === id);
	}

	get directory(): Directory {
		return {
			organisations: this.view.delegations.map(({ organisation }) => organisation),
			persons: this.people.map(({ person, handle, organisation }) => ({
				id: person,
				handle,
				organisation
			}))
		};
	}

	/** Who and when a typed line can mean here and now. */
	get captureScene(): CaptureScene {
		const { details, nextSession } = this.view;
		return { directory: this.directory, calendar: calendarOf(details, Date.now(), nextSession) };
	}

	/** `JS-01-A1`, once the server has given it. */
	numberOf(id: ActionId | DecisionId): string | undefined {
		return this.#given[id] ?? this.#numbers()[id];
	}

	connection(id: DocumentId): DocumentConnection | undefined {
		return this.#open.get(id)?.connection;
	}

	get saved(): SavedState {
		return worst([...this.#open.values()].map(({ connection }) => connection.state));
	}

	get hasUnsaved(): boolean {
		const { saved } = this;
		return 'changes' in saved ? saved.changes > 0 : saved.kind === 'saving';
	}

	get actions(): Placed<ActionRecord>[] {
		return [...this.#open].flatMap(([document, { actions }]) =>
			actions.current.map((record) => ({ document, record }))
		);
	}

	get decisions(): Placed<DecisionRecord>[] {
		return [...this.#open].flatMap(([document, { decisions }]) =>
			decisions.current.map((record) => ({ document, record }))
		);
	}

	mayWrite(document: DocumentId): boolean {
		return this.view.documents.some(({ id, access }) => id === document && access === 'write');
	}

	/** The document that a new record belongs to when it is not typed into one. */
	get board(): DocumentId | undefined {
		return this.view.documents.find(({ kind }) => kind === 'board')?.id;
	}

	itemNumber(id: AgendaItemId | undefined): string | undefined {
		return this.view.agenda.find((item) => item.id === id)?.number;
	}

	addAction(document: DocumentId, action: NewAction): void {
		this.#change(document, (doc) => addAction(doc, action));
	}

	changeAction(document: DocumentId, id: ActionId, change: ActionChange): void {
		this.#change(document, (doc) => changeAction(doc, id, change));
	}

	withdrawAction(document: DocumentId, id: ActionId): void {
		this.#change(document, (doc) => withdrawAction(doc, id));
		this.#withdrawn = {
			document,
			words: m.room_was_withdrawn({ what: this.numberOf(id) ?? m.room_the_action() })
		};
	}

	addDecision(document: DocumentId, decision: NewDecision): void {
		this.#change(document, (doc) => addDecision(doc, decision));
	}

	changeDecision(document: DocumentId, id: DecisionId, change: DecisionChange): void {
		if (this.isFrozen(id) && ('text' in change || 'verb' in change)) return;
		this.#change(document, (doc) => changeDecision(doc, id, change));
	}

	withdrawDecision(document: DocumentId, id: DecisionId): void {
		if (this.isFrozen(id)) return;
		this.#change(document, (doc) => withdrawDecision(doc, id));
		this.#withdrawn = {
			document,
			words: m.room_was_withdrawn({ what: this.numberOf(id) ?? m.room_the_decision() })
		};
	}

	/** Turns a record into another, or into its line, wherever it stands in the text. */
	convert(document: DocumentId, id: ActionId | DecisionId, conversion: Conversion): void {
		const opened = this.#open.get(document);
		if (!opened || this.isFrozen(id as DecisionId)) return;
		opened.undo.addToScope(richTexts(opened.connection.doc));
		this.#change(document, (doc) => convertRecord(doc, id, conversion));
		const words = { action: m.room_an_action(), decision: 'a decision', text: 'text' }[
			conversion.into
		];
		const what = this.numberOf(id) ?? m.room_the_record();
		this.#withdrawn = { document, words: m.room_was_turned_into({ what, words }) };
	}

	/** The notes of an item, or the text of a document that has but one; for a line that comes from no text. */
	textFor(document: DocumentId, item: AgendaItemId | undefined): Y.XmlFragment | undefined {
		const doc = this.#open.get(document)?.connection.doc;
		if (!doc) return undefined;
		if (document !== this.board) return textOf(doc);
		return item && notesOf(doc, item);
	}

	/** What I withdrew or turned into something else last, in words, while it can be taken back. */
	get withdrawn(): string | undefined {
		return this.#withdrawn?.words;
	}

	/** Takes the withdrawal back; the number is good again. */
	restoreWithdrawn(): void {
		if (this.#withdrawn) this.#open.get(this.#withdrawn.document)?.undo.undo();
		this.#withdrawn = undefined;
	}

	#change(document: DocumentId, change: (doc: Y.Doc) => void): void {
		const opened = this.#open.get(document);
		if (!opened) return;
		this.#withdrawn = undefined;
		opened.undo.stopCapturing();
		opened.connection.doc.transact(() => change(opened.connection.doc), BY_FORM);
	}
}

function open(id: DocumentId): OpenDocument {
	const connection = new DocumentConnection(id);
	const { doc } = connection;
	const roots = { actions: recordsOf(doc, 'actions'), decisions: recordsOf(doc, 'decisions') };
	return {
		connection,
		actions: new LiveValue([roots.actions], () => readActions(doc)),
		decisions: new LiveValue([roots.decisions], () => readDecisions(doc)),
		undo: new Y.UndoManager([roots.actions, roots.decisions], {
			trackedOrigins: new Set([BY_FORM])
		})
	};
}

/** The room of the page, for the features in it. */
export const [getRoom, setRoom] = createContext<SessionRoom>();
