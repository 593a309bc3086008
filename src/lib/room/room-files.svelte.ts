import { filesQuestion } from '#shared/commands/files.ts';
import type { FileView } from '#shared/files/file-view.ts';
import type { ActionId, DocumentId, FileId, SessionId } from '#shared/ids.ts';
import { ask } from './command.ts';

/** The files of a session that its reader may have, as the server last said. */
export class RoomFiles {
	readonly #session: () => SessionId;
	#all = $state.raw<readonly FileView[]>();
	#isAsking = false;
	/** It was told meanwhile that something changed. */
	#isStale = false;

	constructor(session: () => SessionId) {
		this.#session = session;
	}

	/** False until the server has answered once. */
	get areKnown(): boolean {
		return this.#all !== undefined;
	}

	/** Oldest first. */
	get all(): readonly FileView[] {
		return this.#all ?? [];
	}

	/** A file by its id; undefined for one that is not there, or not for this reader. */
	of(id: FileId): FileView | undefined {
		return this.all.find((file) => file.id === id);
	}

	/** The files that stand on a document itself. */
	on(document: DocumentId): readonly FileView[] {
		return this.all.filter((file) => file.document === document && file.place.on === 'document');
	}

	/** The files of an action. */
	onAction(action: ActionId): readonly FileView[] {
		return this.all.filter(({ place }) => place.on === 'action' && place.action === action);
	}

	/** Asks the server again. What changes while it answers is asked for once more. */
	async load(): Promise<void> {
		this.#isStale = true;
		if (this.#isAsking) return;
		this.#isAsking = true;
		while (this.#isStale) {
			this.#isStale = false;
			const answer = await ask(filesQuestion, { session: this.#session() });
			if (answer.ok) this.#all = answer.value.files;
		}
		this.#isAsking = false;
	}
}
