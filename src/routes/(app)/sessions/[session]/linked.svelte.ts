import { goto } from '$app/navigation';
import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import type * as Y from 'yjs';
import { notesItems, notesOf, textOf } from '#shared/board/schema.ts';
import type { ActionId, AgendaItemId, DecisionId, DocumentId } from '#shared/ids.ts';
import { openedAt, type LinkedRecord, type Wanted } from '#shared/room/opened.ts';
import { readHead } from '#shared/text/head.ts';
import type { RecordId } from '#shared/text/line-id.ts';
import { headsOf } from '#shared/text/place.ts';
import { cardsOf } from '#shared/text/read.ts';

/** What the address of the page names: an item, a document, a line of one, or an action or decision wherever it stands. */
export class Linked {
	readonly #room: SessionRoom;
	readonly #url: () => URL;
	readonly #read: () => LinkedRecord | undefined;
	/** The address of which the line was not gone to yet. */
	#wanted: URL | undefined;
	#isLineGone = $state(false);

	/** `read` is what the server knew of the record with which the page was opened. */
	constructor(room: SessionRoom, url: () => URL, read: () => LinkedRecord | undefined) {
		this.#room = room;
		this.#url = url;
		this.#read = read;
	}

	readonly #search = $derived.by(() => this.#url().searchParams);
	readonly action = $derived(this.#search.get('action') ?? undefined);
	readonly decision = $derived(this.#search.get('decision') ?? undefined);
	readonly #record = $derived(this.action ?? this.decision);
	readonly #line = $derived(this.#search.get('line'));
	readonly #names = $derived({
		item: this.#search.get('item') ?? undefined,
		document: this.#search.get('document') ?? undefined
	});
	readonly #isPlaced = $derived((this.#names.item ?? this.#names.document) !== undefined);
	readonly #placed = $derived.by(() => {
		const { records } = this.#room;
		return records.action(this.#record as ActionId) ?? records.decision(this.#record as DecisionId);
	});
	/** What was read belongs to the address with which the page was opened, and people go on from there. */
	readonly #known = $derived.by(() => {
		const read = this.#read();
		return read?.record === this.#record ? read : undefined;
	});

	/** What has to be opened; undefined when nothing is named, or it is not known where that is. */
	readonly place: Wanted | undefined = $derived.by(() => {
		if (this.#isPlaced) return this.#names;
		return this.#record === undefined ? undefined : (this.#ofRecord() ?? this.#known?.place);
	});

	#ofRecord(): Wanted | undefined {
		if (!this.#placed) return undefined;
		const { document, record } = this.#placed;
		if (document !== this.#room.board) return { document };
		const item = this.#shownIn(record.id) ?? record.item;
		return item && { item };
	}

	/** The item in whose notes the card of a record stands. */
	#shownIn(id: string): AgendaItemId | undefined {
		const doc = this.#open(this.#room.board)?.doc;
		return doc && notesItems(doc).find((item) => standsIn(notesOf(doc, item), id));
	}

	#open(document: DocumentId | undefined) {
		const connection = document && this.#room.documents.connection(document);
		return connection?.isOpen ? connection : undefined;
	}

	/** The text of the place, once it is open. */
	readonly #text = $derived.by(() => {
		const { document, item } = openedAt(this.#room.view, this.place ?? {});
		const doc = this.#open(document?.id ?? this.#room.board)?.doc;
		if (!doc || !this.place) return undefined;
		return document ? textOf(doc) : item && notesOf(doc, item.id);
	});

	/** The reference of what was withdrawn, or '' for what is not there for this reader; undefined when all is there. */
	readonly missing: string | undefined = $derived.by(() => {
		const { agenda, documents } = this.#room.view;
		const { item, document } = this.#names;
		if (item !== undefined && !agenda.some(({ id }) => id === item)) return '';
		if (document !== undefined && !documents.some(({ id }) => id === document)) return '';
		if (this.#isLineGone) return '';
		if (this.#record === undefined || this.#placed || this.#known?.place) return undefined;
		if (!this.#known && !this.#room.records.areKnown) return undefined;
		return this.#room.numberOf(this.#record as ActionId) ?? '';
	});

	/** The record stands in no text: it has a card only in the list. */
	readonly isListedOnly = $derived.by(() => {
		const [record, placed] = [this.#record, this.#placed];
		if (record === undefined || !placed || !this.#open(placed.document)) return false;
		return !(this.#text && standsIn(this.#text, record));
	});

	/** A new address was opened. */
	follow(): void {
		this.#wanted = this.#url();
		this.#isLineGone = false;
		this.#room.going.toRecord(this.#record);
	}

	/** Goes to the card or line once its text is open. */
	arrive(): void {
		const [text, placed] = [this.#text, this.#placed];
		if (placed && this.#open(placed.document)) {
			this.#room.going.found(this.isListedOnly ? 'list' : 'text');
			this.#keepPlace();
		}
		if (text && this.#line && this.#wanted === this.#url()) this.#toLine(text, this.#line);
	}

	#toLine(text: Y.Text, line: string): void {
		this.#wanted = undefined;
		const head = headsOf(text).find((one) => readHead(one).isHere && one.get('id') === line);
		if (head) this.#room.going.to({ text, head, letters: undefined });
		else this.#isLineGone = true;
	}

	/** Names the place in the address, so that the page stays there when somebody moves the card to another text. */
	#keepPlace(): void {
		if (this.#isPlaced || !this.place) return;
		const { item, document } = this.place;
		const place = item ? `item=${item}` : `document=${document}`;
		void goto(`${this.#url().search}&${place}`, {
			replaceState: true,
			keepFocus: true,
			noScroll: true
		});
	}
}

function standsIn(text: Y.Text, id: string): boolean {
	return cardsOf(text).seen.has(id as RecordId);
}
