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

	constructor(room: SessionRoom) {
		this.#room = room;
	}

	async restrict(lines: Lines, typed: TypedMarking | undefined): Promise<void> {
		const { label, organisations, unknown } = beginningWith(this.#room, lines.document, typed);
		const isAll = typed?.label === label && unknown.length === 0 && organisations.length > 0;
		const restriction = { label, organisations, persons: [], isTraced: true };
		const outcome = isAll ? await restrictLines(lines, restriction) : undefined;
		if (outcome?.ok) this.fresh = outcome.value.annex;
		else this.asked = { lines, typed };
	}

	done(annex: DocumentId): void {
		this.asked = undefined;
		this.fresh = annex;
	}
}
