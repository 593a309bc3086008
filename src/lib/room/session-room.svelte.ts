import { createContext } from 'svelte';
import type * as Y from 'yjs';
import { notesOf, textOf } from '#shared/board/schema.ts';
import { calendarOf } from '#shared/capture/calendar.ts';
import type { CaptureContext } from '#shared/capture/capture.ts';
import type { ActionId, AgendaItemId, DecisionId, DocumentId, PersonId } from '#shared/ids.ts';
import type { Numbers } from '#shared/protocol/live.ts';
import type { SessionView } from '#shared/room/session-view.ts';
import { FollowUps } from './follow-ups.svelte.ts';
import type { LiveChannel } from './live-channel.svelte.ts';
import { OpenDocuments } from './open-documents.svelte.ts';
import { People } from './people.svelte.ts';
import { ReadBacks } from './read-backs.svelte.ts';
import { Records } from './records.svelte.ts';

/**
 * A session open in this browser: what the server decides (`view`, from the page) and what people co-write (the
 * documents). All documents of the session are kept open, so that their actions and decisions are live.
 */
export class SessionRoom {
	readonly #view: () => SessionView;
	readonly #numbers: () => Numbers;
	#given = $state.raw<Numbers>({});
	readonly documents = new OpenDocuments();
	readonly people: People;
	readonly followUps: FollowUps;
	readonly readBacks: ReadBacks;
	readonly records: Records;

	constructor(view: () => SessionView, numbers: () => Numbers, me: PersonId) {
		this.#view = view;
		this.#numbers = numbers;
		this.people = new People(() => view().delegations, me);
		this.followUps = new FollowUps(() => view().followUps);
		this.readBacks = new ReadBacks(() => view().readBacks);
		const { documents, readBacks } = this;
		this.records = new Records({ documents, readBacks, numberOf: (id) => this.numberOf(id) });
	}

	/** Enters the session and opens its documents; returns a function that leaves it. */
	enter(live: LiveChannel, reload: () => void): () => void {
		const { id } = this.view.details;
		const stops = [
			live.onPresent(id, (present) => this.people.arePresent(present)),
			live.onPresentChanged(id, (came, went) => this.people.cameAndWent(came, went)),
			live.onNumbers(id, (numbers) => (this.#given = { ...numbers, ...this.#given })),
			live.onReadBack(id, (view) => this.readBacks.hear(view)),
			live.onFollowUp(id, (view) => this.followUps.hear(view)),
			live.onChanged(id, (part) => part !== 'registers' && reload()),
			live.onRemoved(id, reload),
			live.onReconnect(reload),
			live.enter(id)
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

	/** The document for a new record that was not typed into one. */
	get board(): DocumentId | undefined {
		return this.view.documents.find(({ kind }) => kind === 'board')?.id;
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

/** The page's room, for the features in it. */
export const [getRoom, setRoom] = createContext<SessionRoom>();
