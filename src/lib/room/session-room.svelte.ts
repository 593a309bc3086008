import { createContext } from 'svelte';
import type * as Y from 'yjs';
import { notesOf, textOf } from '#shared/board/schema.ts';
import { calendarOf } from '#shared/capture/calendar.ts';
import type { CaptureContext } from '#shared/capture/capture.ts';
import type { RecordAt } from '#shared/find/passages.ts';
import { outboxKeyQuestion } from '#shared/commands/accounts.ts';
import type { ActionId, AgendaItemId, DecisionId, DocumentId, PersonId } from '#shared/ids.ts';
import type { Numbers } from '#shared/protocol/live.ts';
import type { SessionView } from '#shared/room/session-view.ts';
import type { DocumentView } from '#shared/sessions/document-view.ts';
import { ask } from './command.ts';
import { FollowUps } from './follow-ups.svelte.ts';
import { Going } from './goal.svelte.ts';
import type { LiveChannel } from './live-channel.svelte.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { Way } from '../sync/way.svelte.ts';
import { OpenDocuments } from './open-documents.svelte.ts';
import { People } from './people.svelte.ts';
import { ReadBacks } from './read-backs.svelte.ts';
import { Records } from './records.svelte.ts';
import { RoomFiles } from './room-files.svelte.ts';
import { ShownRecords } from './shown-records.svelte.ts';

/** What the server read for the page, and the moment it began to (ms since 1970). */
export interface RoomPage {
	readonly session: SessionView;
	readonly numbers: Numbers;
	readonly asOf: number;
}

/**
 * A session open in this browser: what the server decides (`view`, from the page) and what people co-write. The board and
 * what the reader looks at are open documents; the records of all others are live as the server tells them.
 */
export class SessionRoom {
	readonly #view: () => SessionView;
	readonly #numbers: () => Numbers;
	readonly #asOf: () => number;
	#given = $state.raw<Numbers>({});
	readonly #shown = new ShownRecords();
	readonly documents: OpenDocuments;
	readonly going = new Going();
	readonly people: People;
	readonly followUps: FollowUps;
	readonly readBacks: ReadBacks;
	readonly records: Records;
	readonly files: RoomFiles;

	constructor(page: () => RoomPage, me: PersonId, way: Way) {
		const view = () => page().session;
		this.#view = view;
		this.#numbers = () => page().numbers;
		this.#asOf = () => page().asOf;
		this.people = new People(() => view().delegations, me);
		this.documents = new OpenDocuments(me, Outbox.open(me, outboxKey), way);
		this.followUps = new FollowUps(() => view().followUps);
		this.readBacks = new ReadBacks(() => view().readBacks);
		this.files = new RoomFiles(() => view().details.id);
		const { documents, readBacks } = this;
		this.records = new Records({
			...{ documents, readBacks, shown: this.#shown },
			differing: (document) => this.followUps.differingIn(document),
			order: () => view().documents.map(({ id }) => id),
			numberOf: (id) => this.numberOf(id)
		});
	}

	/** Enters the session and opens its documents; returns a function that leaves it. */
	enter(live: LiveChannel, reload: () => void): () => void {
		const { id } = this.view.details;
		const missed = () => {
			void this.files.load();
			reload();
		};
		void this.files.load();
		const stops = [
			live.onPresent(id, (present) => this.people.arePresent(present)),
			live.onPresentChanged(id, (came, went) => this.people.cameAndWent(came, went)),
			live.onNumbers(id, (numbers) => (this.#given = { ...numbers, ...this.#given })),
			live.onRecords(id, (all) => this.#shown.hear(all)),
			live.onRecordsChanged(id, (document, change) => this.#shown.hearChange(document, change)),
			live.onWithheld((document) => this.documents.forgetUndo(document)),
			live.onReadBack(id, (view) => this.readBacks.hear(view)),
			live.onFollowUp(id, (view) => this.followUps.hear(view)),
			live.onFiles(id, () => void this.files.load()),
			live.onChanged(
				id,
				(part) => part !== 'registers' && (part === 'documents' ? missed : reload)()
			),
			live.onRemoved(id, () => {
				this.documents.forget(this.view.documents.map((one) => one.id));
				reload();
			}),
			live.onRestored(() => this.documents.revive()),
			live.enter(id, { asOf: this.#asOf, onMissed: missed })
		];
		return () => {
			for (const stop of stops) stop();
			this.documents.close();
		};
	}

	get view(): SessionView {
		return this.#view();
	}

	get me(): PersonId {
		return this.people.me;
	}

	/** `JS-01-A1`, once the server has assigned it. */
	numberOf(id: ActionId | DecisionId): string | undefined {
		return this.#numbers()[id] ?? this.#given[id];
	}

	/** The people and dates against which a typed line is read here. */
	get captureContext(): CaptureContext {
		const { details, nextSession } = this.view;
		const calendar = calendarOf(details, Date.now(), nextSession);
		return { directory: this.people.directory, calendar };
	}

	mayWrite(document: DocumentId): boolean {
		return this.view.documents.some(({ id, access }) => id === document && access === 'write');
	}

	/** False where the wording counts already: of a decision that is read back or agreed, and of an agreed action. */
	mayReword({ root, id }: RecordAt): boolean {
		if (root === 'decisions') return !this.readBacks.isFrozen(id as DecisionId);
		return !this.followUps.isAgreed(id as ActionId);
	}

	/** The document for a new record that was not typed into one. */
	get board(): DocumentId | undefined {
		return this.view.documents.find(({ kind }) => kind === 'board')?.id;
	}

	/** The marking of a document, where it is another than that of the session's notes. */
	ownMark(document: DocumentId): Pick<DocumentView, 'label' | 'limits'> | undefined {
		const viewOf = (one: DocumentId | undefined) =>
			this.view.documents.find(({ id }) => id === one);
		const own = viewOf(document);
		const isOwn = own && (own.limits || own.label !== viewOf(this.board)?.label);
		return isOwn ? own : undefined;
	}

	itemNumber(id: AgendaItemId | undefined): string | undefined {
		return this.view.agenda.find((item) => item.id === id)?.number;
	}

	/** The text for a line that comes from no text: the notes of an item, or the document's only text. */
	textFor(document: DocumentId, item: AgendaItemId | undefined): Y.Text | undefined {
		const doc = this.documents.connection(document)?.doc;
		if (!doc) return undefined;
		if (document !== this.board) return textOf(doc);
		return item && notesOf(doc, item);
	}
}

async function outboxKey(): Promise<string | undefined> {
	const answer = await ask(outboxKeyQuestion, {});
	return answer.ok ? (answer.value.key ?? undefined) : undefined;
}

/** The page's room, for the features in it. */
export const [getRoom, setRoom] = createContext<SessionRoom>();
