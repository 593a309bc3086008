import type { DocumentId, PersonId, VersionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Projector } from '../records/projector.ts';
import type { Rooms } from '../sync/rooms.ts';

export interface RecoveryOptions {
	readonly commands: Commands;
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly projector: Projector;
	readonly events: SessionEvents;
}

/** A version that can be read. */
interface GoodVersion {
	readonly id: VersionId;
	readonly state: Uint8Array;
}

/** Brings back documents of which the stored bytes are damaged. Those with any other trouble are restored like any. */
export class Recovery {
	readonly #options: RecoveryOptions;

	constructor(options: RecoveryOptions) {
		this.#options = options;
	}

	/**
	 * Puts the newest version that can be read in place of a damaged log, which is kept aside. Browsers that have more
	 * send it again by themselves: a version is an earlier state of the same document. Returns the version's id.
	 */
	recover(by: PersonId, document: DocumentId): Promise<VersionId | Refusal> {
		const { commands, events } = this.#options;
		const detail: { version?: VersionId } = {}; // completed when it is known, before it is audited
		return commands.execute<VersionId>(
			{ by, document, name: 'document.recover', detail },
			{
				perform: async () => {
					const recovered = await this.#recover(document);
					if (typeof recovered === 'string') detail.version = recovered;
					return recovered;
				},
				tell: () => events.emit('versions', document)
			}
		);
	}

	async #recover(document: DocumentId): Promise<VersionId | Refusal> {
		const { projector, reading, rooms } = this.#options;
		if (!(await rooms.isDamaged(document))) return refuse('document-readable');
		const good = await this.#lastGood(document);
		if (!good) return refuse('no-good-version');
		if (!(await rooms.recover(document, good.state))) return refuse('document-readable');
		reading.lookAgain(document);
		await projector.project(document);
		return good.id;
	}

	/** A version may be damaged like its document: then an older one has to do. */
	async #lastGood(document: DocumentId): Promise<GoodVersion | undefined> {
		const { reading, rooms } = this.#options;
		for (const { id } of await rooms.versions.list(document)) {
			const state = await rooms.versions.state(document, id);
			if (state && (await reading.readState(document, state, 'whole'))) return { id, state };
		}
		return undefined;
	}
}
