import type { DocumentId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Rooms } from '../sync/rooms.ts';

const SETTLE = 250; // ms between a change of sources and a look at their labels
const NONE: readonly Label[] = [];

export interface SourceLabelsOptions {
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly events: SessionEvents;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/**
 * The labels of the graded sources of briefings, which count for the banner of whatever shows a briefing. Read when
 * somebody first asks, and again when the sources of a briefing change; its readers are told if their labels do.
 */
export class SourceLabels {
	readonly #options: SourceLabelsOptions;
	readonly #known = new Map<DocumentId, Promise<readonly Label[]>>();
	readonly #due = new Map<DocumentId, NodeJS.Timeout>();

	constructor(options: SourceLabelsOptions) {
		this.#options = options;
		options.rooms.onChange((id, roots) => {
			if (roots.has('sources') && this.#known.has(id)) this.#schedule(id);
		});
	}

	/** The labels of the sources of a briefing, in their order. Checks no right. */
	of(id: DocumentId): Promise<readonly Label[]> {
		const known = this.#known.get(id) ?? this.#read(id);
		this.#known.set(id, known);
		return known;
	}

	async #read(id: DocumentId): Promise<readonly Label[]> {
		const read = await this.#options.reading.read(id, 'head');
		if (read.kind === 'read') return read.value.sources.map(({ label }) => label);
		this.#known.delete(id); // it is looked at again
		return NONE;
	}

	#schedule(id: DocumentId): void {
		if (this.#due.has(id)) return;
		const timer = setTimeout(() => {
			this.#due.delete(id);
			this.#options.unawaited(this.#look(id));
		}, SETTLE);
		this.#due.set(id, timer.unref());
	}

	async #look(id: DocumentId): Promise<void> {
		const before = await this.#known.get(id);
		const now = this.#read(id);
		this.#known.set(id, now);
		if (String(before) !== String(await now)) this.#options.events.emit('documentChanged', id);
	}
}
