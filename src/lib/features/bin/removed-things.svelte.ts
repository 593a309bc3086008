import { m } from '#messages/messages.js';
import { untrack } from 'svelte';
import { send } from '#lib/room/command.ts';
import { OneUndo } from '#lib/room/one-undo.ts';
import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import { placesIn, type TextPlace } from '#lib/room/text-places.ts';
import { can } from '#shared/access.ts';
import { bringBack, removedIn, type RemovedLine } from '#shared/bin/bin.ts';
import { forgetWas } from '#shared/bin/was.ts';
import { bringRecordBack, withdrawnIn } from '#shared/bin/withdrawn.ts';
import { notesOf } from '#shared/board/schema.ts';
import { itemContract } from '#shared/commands/agenda.ts';
import { passagesOf } from '#shared/find/passages.ts';
import { oneLine } from '#shared/hidden-characters.ts';
import { newId, type ActionId, type AgendaItemId, type DecisionId } from '#shared/ids.ts';
import type { MakeId } from '#shared/text/append.ts';

/** Something that was removed. */
export interface Removed {
	readonly key: string;
	/** "Action JS-01-A2" */
	readonly what: string;
	readonly words: string;
	/** Milliseconds since 1970, where somebody noted it. */
	readonly at: number | undefined;
	/** Brings it back; answers with what undoes that, or with why it was not done. */
	readonly bringBack: () => Promise<Step | string>;
	/** Forgets what it said, for everybody. */
	readonly forget?: () => Step;
}

/** Something that was done and can be undone, until it is forgotten. */
type Step = Pick<OneUndo, 'undo' | 'forget'>;

export interface RemovedGroup {
	readonly key: string;
	readonly title: string;
	readonly things: readonly Removed[];
}

const SHOWN_NOTES = 300; // characters
const makeId = newId as unknown as MakeId;

/** What can be brought back in the open session by this reader, from all texts that they may write in. */
export class RemovedThings {
	readonly #room: SessionRoom;
	#groups = $state.raw<readonly RemovedGroup[]>([]);
	#done = $state.raw<{ readonly words: string; readonly step: Step }>();
	#trouble = $state('');

	constructor(room: SessionRoom) {
		this.#room = room;
	}

	get groups(): readonly RemovedGroup[] {
		return this.#groups;
	}

	/** What was brought back last, in words. */
	get done(): string | undefined {
		return this.#done?.words;
	}

	/** Why something was not brought back. */
	get trouble(): string {
		return this.#trouble;
	}

	/** Reads it anew. */
	look(): void {
		const texts = placesIn(this.#room)
			.filter(({ mayWrite }) => mayWrite)
			.map((place) => groupOf(place, place.text ? this.#lines(place) : this.#records(place)));
		const items = this.#items();
		const agenda = { key: 'agenda', title: m.bin_agenda_items(), things: items };
		const groups = [agenda, ...texts].filter(({ things }) => things.length > 0);
		untrack(() => (this.#groups = groups));
	}

	async bringBack(thing: Removed): Promise<void> {
		const outcome = await thing.bringBack();
		this.#trouble = typeof outcome === 'string' ? outcome : '';
		if (typeof outcome !== 'string') this.#did(m.bin_is_back({ what: thing.what }), outcome);
	}

	/** Deletes what it said for good: for words that may not be kept. */
	deleteForGood({ what, forget }: Removed): void {
		if (forget) this.#did(m.bin_is_deleted({ what }), forget());
	}

	#did(words: string, step: Step): void {
		this.forget();
		this.#done = { words, step };
		this.look();
	}

	/** Takes back what was done last. */
	undo(): void {
		this.#done?.step.undo();
		this.forget();
		this.look();
	}

	/** Offers no undo any longer. */
	forget(): void {
		this.#done?.step.forget();
		this.#done = undefined;
	}

	#lines({ doc, text, key }: TextPlace): Removed[] {
		if (!text) return [];
		return removedIn(text).map((line, index) => ({
			key: `${key} ${index}`,
			what: kindWords(line),
			words: line.words,
			at: line.at,
			bringBack: () => Promise.resolve(asStep(doc, () => bringBack(text, line.head, makeId))),
			...(line.is !== 'card' && { forget: () => asStep(doc, () => forgetWas(line.head)) })
		}));
	}

	#records({ doc }: TextPlace): Removed[] {
		return withdrawnIn(doc).map(({ root, id, words }) => {
			const kind = root === 'actions' ? m.bin_action() : m.bin_decision();
			const number = this.#room.numberOf(id as ActionId | DecisionId);
			return {
				...{ key: id, words, at: undefined },
				what: number ? `${kind} ${number}` : kind,
				bringBack: () =>
					Promise.resolve(asStep(doc, () => bringRecordBack(doc, { root, id }, makeId)))
			};
		});
	}

	/** Agenda items, with the beginning of their notes. */
	#items(): Removed[] {
		const { role, removedItems } = this.#room.view;
		if (!can(role, 'edit agenda')) return [];
		return removedItems.map(({ id, title, at }) => ({
			...{ key: id, what: m.bin_agenda_item(), at },
			words: [title, this.#notes(id)].filter(Boolean).join('\n'),
			bringBack: () => this.#restoreItem(id)
		}));
	}

	#notes(item: AgendaItemId): string {
		const { board } = this.#room;
		const doc = board && this.#room.documents.connection(board)?.doc;
		const words = doc ? passagesOf(notesOf(doc, item)).map((line) => line.words) : [];
		return oneLine(words.join(' '), SHOWN_NOTES);
	}

	async #restoreItem(item: AgendaItemId): Promise<Step | string> {
		const session = this.#room.view.details.id;
		const outcome = await send(itemContract, { session, item }, { do: 'restore' });
		if (!outcome.ok) return outcome.words;
		const undo = () => void send(itemContract, { session, item }, { do: 'remove' });
		return { undo, forget: () => undefined };
	}
}

function groupOf({ key, title }: TextPlace, things: readonly Removed[]): RemovedGroup {
	return { key, title, things };
}

/** A change of a document that is taken back as one. */
function asStep(doc: TextPlace['doc'], act: () => void): OneUndo {
	const step = new OneUndo();
	step.change(doc, act);
	return step;
}

function kindWords({ is }: RemovedLine): string {
	if (is === 'table') return m.bin_table();
	return is === 'card' ? m.bin_card() : m.bin_line();
}
