import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { AutomaticReason } from '#shared/versions/automatic.ts';
import type { Log } from '../boot/log.ts';
import type { SessionEvents } from '../commands/events.ts';
import { Queues } from '../commands/queues.ts';
import { Waker } from '../notices/waker.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Database } from '../store/connect.ts';
import type { Version } from '../sync/document-store.ts';
import type { Rooms } from '../sync/rooms.ts';
import { changedDocuments } from './changed-documents.ts';
import { thinned } from './thinning.ts';

const HOUR = 3_600_000; // ms

export interface AutomaticVersionsOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly events: SessionEvents;
	readonly log: Log;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/**
 * Versions that the server keeps by itself. Always true: each could be read when it was kept; a document has at most one
 * for each hour in which it changed; the newest is never thinned away, and none is while the document cannot be read.
 */
export class AutomaticVersions {
	readonly #options: AutomaticVersionsOptions;
	/** The documents that changed since they were last kept, with the hour of the first change. */
	readonly #changed = new Map<DocumentId, number>();
	/** One document at a time, since each takes the threads that fold and read. */
	readonly #queue = new Queues<'versions'>();
	readonly #waker: Waker;
	#isClosed = false;
	#stop = () => undefined as unknown;

	constructor(options: AutomaticVersionsOptions) {
		this.#options = options;
		const { unawaited } = options;
		this.#waker = new Waker({ unawaited, work: () => this.look() });
	}

	/** Follows changes from now on, and looks at the end of each hour. What changed before a restart counts too. */
	async start(): Promise<void> {
		const { database, rooms } = this.#options;
		this.#stop = rooms.onChange((document) => this.#note(document));
		for (const document of await changedDocuments(database)) this.#note(document);
		this.#waker.wake();
	}

	/** Keeps what changed in hours that are over. Resolves to the milliseconds until the next one is. */
	async look(): Promise<number> {
		const { now } = this.#options;
		for (const [document, hour] of [...this.#changed]) {
			if (hour >= this.#hour) continue;
			this.#changed.delete(document);
			if (!(await this.#try(document, 'hour'))) this.#note(document);
		}
		return HOUR - (now() % HOUR);
	}

	/** Keeps all documents of a session that starts or ends. A session starts once, however often that is ordered. */
	async keepSession(session: SessionId, reason: 'start' | 'end'): Promise<void> {
		for (const { id } of await this.#options.documents.heads(session)) await this.#try(id, reason);
	}

	/** Keeps a document before a newer program changes what stands in it. False when it could not be kept. */
	beforeMigration(document: DocumentId): Promise<boolean> {
		return this.#try(document, 'migration');
	}

	/** Stops after finishing the document in progress. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#stop();
		await this.#queue.run('versions', () => Promise.resolve());
		await this.#waker.close();
	}

	get #hour(): number {
		return Math.floor(this.#options.now() / HOUR);
	}

	#note(document: DocumentId): void {
		if (!this.#changed.has(document)) this.#changed.set(document, this.#hour);
	}

	/** False when it has to be tried again. A document that fails must not keep the others from being kept. */
	#try(document: DocumentId, reason: AutomaticReason): Promise<boolean> {
		return this.#queue.run('versions', async () => {
			if (this.#isClosed) return false;
			try {
				return await this.#keep(document, reason);
			} catch (error) {
				this.#options.log.error({ err: error, document }, 'a version could not be kept');
				return false;
			}
		});
	}

	async #keep(document: DocumentId, reason: AutomaticReason): Promise<boolean> {
		const { events, now, reading, rooms } = this.#options;
		if (reading.troubleWith(document)) return false;
		const versions = await rooms.versions.list(document);
		if (await this.#isKept(document, reason, versions)) return true;
		const name = { label: '', by: undefined, reason, at: now() };
		const kept = await rooms.versions.keepGood(document, name, (state) =>
			this.#isGood(document, state)
		);
		if (!kept) return false;
		await this.#thin(document, [kept, ...versions]);
		events.emit('versions', document);
		return true;
	}

	async #isKept(
		document: DocumentId,
		reason: AutomaticReason,
		versions: readonly Version[]
	): Promise<boolean> {
		if (reason === 'start') return versions.some((version) => version.reason === 'start');
		if (reason !== 'hour') return false;
		const bytes = await this.#options.rooms.bytes(document);
		return !bytes || bytes.head === versions[0]?.seq;
	}

	async #isGood(document: DocumentId, state: Uint8Array): Promise<boolean> {
		return (await this.#options.reading.readState(document, state, 'whole')) !== undefined;
	}

	async #thin(document: DocumentId, versions: readonly Version[]): Promise<void> {
		const { now, rooms } = this.#options;
		const automatic = versions.filter(({ reason }) => reason !== undefined);
		const gone = thinned(automatic, now());
		if (gone.length > 0) await rooms.versions.drop(document, gone);
	}
}
