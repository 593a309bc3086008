import { flushSync } from 'svelte';
import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import type { DocumentId } from '#shared/ids.ts';
import type { TypedMarking } from '#shared/restrict/typed-marking.ts';
import { beginningWith } from './beginning.ts';
import { restrictLines, type Lines } from './commands.ts';

interface Asked {
	readonly lines: Lines;
	readonly typed: TypedMarking | undefined;
}

/** Lines that somebody restricts: at once where all of it was typed, otherwise after a dialog. */
export class Restricting {
	readonly #room: SessionRoom;
	/** What the dialog is about. */
	asked = $state.raw<Asked>();
	/** The annex that was made last, in which its author writes on. */
	fresh = $state<DocumentId>();
	/** What is typed behind a marking before its annex is there; undefined where nothing is waited for. */
	held = $state<string>();
	/** The server has been asked for the annex, or its author is. */
	isWaiting = $state(false);

	constructor(room: SessionRoom) {
		this.#room = room;
	}

	async restrict(lines: Lines, typed: TypedMarking | undefined): Promise<void> {
		const { label, organisations, unknown } = beginningWith(this.#room, lines.document, typed);
		const isAll = typed?.label === label && unknown.length === 0 && organisations.length > 0;
		const restriction = { label, organisations, persons: [], isTraced: true };
		// Before the next letter: it must not go into the text.
		if (isAll) flushSync(() => this.#hold());
		const outcome = isAll ? await restrictLines(lines, restriction) : undefined;
		if (outcome?.ok) this.fresh = outcome.value.annex;
		else this.asked = { lines, typed };
	}

	#hold(): void {
		this.held ??= ''; // what was kept in sight before is not lost
		this.isWaiting = true;
	}

	done(annex: DocumentId): void {
		this.asked = undefined;
		this.fresh = annex;
	}

	/** Nothing is restricted. What was typed for it stays in sight, and in no text, until its author puts it away. */
	cancel(): void {
		this.asked = undefined;
		this.isWaiting = false;
		if (this.held === '') this.discard();
	}

	discard(): void {
		this.held = undefined;
	}

	/** What was typed meanwhile, with which its author goes on in the annex. */
	take(): string {
		const words = this.held ?? '';
		this.held = undefined;
		this.isWaiting = false;
		return words;
	}
}
