import { m } from '#messages/messages.js';
import type { AgendaItemId, DocumentId, PersonId, VersionId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { versionName } from '#shared/versions/automatic.ts';
import type { Authorship } from '#shared/versions/authorship.ts';
import { NOW, type VersionText, type VersionView } from '#shared/versions/version.ts';
import type { Written } from '#shared/versions/written.ts';
import type { Database } from '../store/connect.ts';
import { BusyError } from '../sync/folds.ts';
import { ThreadError, TOO_MUCH_MEMORY, TOOK_TOO_LONG } from '../threads/thread-error.ts';
import type { Version } from '../sync/document-store.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Rooms } from '../sync/rooms.ts';
import type { Agenda } from '../sessions/agenda.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Reads } from '../audit/reads.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { DocumentOrder } from '../commands/order.ts';
import type { Projector } from '../records/projector.ts';
import { versionText } from '#shared/versions/version-text.ts';
import { authorshipOf } from './authorship.ts';

const MOST = 200; // versions of one document that people may keep
const MOST_RESTORED = 250; // including those kept by restoring, so that a full list can still be restored from
const FOLDING_FAILS: readonly (string | undefined)[] = [undefined, TOOK_TOO_LONG, TOO_MUCH_MEMORY];
const LONGEST_LABEL = 120; // characters, as in the schema of the command

export interface VersionsOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly documents: Documents;
	readonly reads: Pick<Reads, 'note'>;
	readonly agenda: Agenda;
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly projector: Projector;
	readonly events: SessionEvents;
}

/** Keeping, reading and restoring versions of documents. Whoever may read a document may read its versions. */
export class Versions {
	readonly #options: VersionsOptions;
	/** Versions that could not be read: each try takes seconds, and a version never changes. */
	readonly #unreadable = new Set<VersionId>();

	constructor(options: VersionsOptions) {
		this.#options = options;
	}

	/** The versions of a document that a person may read, newest first. */
	async list(by: PersonId, document: DocumentId): Promise<VersionView[] | Refusal> {
		const head = await this.#readable(by, document);
		if (isRefusal(head)) return head;
		const versions = await this.#options.rooms.versions.list(document);
		const names = await this.#names(versions);
		return versions.map(({ id, label, by: keeper, at, reason }) => {
			return { id, label, by: keeper && names.get(keeper), at, reason };
		});
	}

	/** The content of one version. */
	async read(
		by: PersonId,
		document: DocumentId,
		version: VersionId
	): Promise<VersionText | Refusal> {
		const head = await this.#readable(by, document);
		if (isRefusal(head)) return head;
		const { agenda, reading, rooms } = this.#options;
		const state = await rooms.versions.state(document, version);
		if (!state) return refuse('not-found');
		const whole = this.#unreadable.has(version)
			? undefined
			: await reading.readState(document, state, 'whole');
		if (!whole) this.#unreadable.add(version);
		if (!whole) return refuse('document-unreadable');
		await this.#options.reads.note(by, [document], 'version');
		return versionText(whole, head.kind, await agenda.list(head.session_id));
	}

	/** Who wrote which words of a version, or of the text as it is now. */
	async authorship(
		by: PersonId,
		document: DocumentId,
		version: VersionId | typeof NOW
	): Promise<Authorship | Refusal> {
		const head = await this.#readable(by, document);
		if (isRefusal(head)) return head;
		const { agenda, database, rooms } = this.#options;
		const written = await this.#written(document, version);
		if (isRefusal(written)) return written;
		const authors = await rooms.authors(document);
		if (!authors) return refuse('not-found');
		await this.#options.reads.note(by, [document], 'version');
		return authorshipOf(database, written, authors, await agenda.list(head.session_id));
	}

	async #written(
		document: DocumentId,
		version: VersionId | typeof NOW
	): Promise<Written | Refusal> {
		const { reading, rooms } = this.#options;
		if (version === NOW) {
			const read = await reading.read(document, 'written');
			return read.kind === 'read' ? read.value : refuse('document-unreadable');
		}
		const state = await rooms.versions.state(document, version);
		if (!state) return refuse('not-found');
		if (this.#unreadable.has(version)) return refuse('document-unreadable');
		const written = await reading.readState(document, state, 'written');
		if (!written) this.#unreadable.add(version);
		return written ?? refuse('document-unreadable');
	}

	/** Keeps the current state of a document as a version. */
	async keep(by: PersonId, document: DocumentId, label: string): Promise<VersionId | Refusal> {
		const { rooms } = this.#options;
		return this.#command({ by, document, name: 'version.keep' }, async () => {
			if (keptByPeople(await rooms.versions.list(document)) >= MOST) return refuse('versions-full');
			const kept = await rooms.versions.keep(document, { label, by }).catch(unreadable);
			return isRefusal(kept) ? kept : (kept?.id ?? refuse('not-found'));
		});
	}

	/** Makes the document, or the notes of one agenda item, equal to a version, after keeping its current state as another one. Returns that one's id. */
	async restore(
		by: PersonId,
		document: DocumentId,
		version: VersionId,
		item?: AgendaItemId
	): Promise<VersionId | Refusal> {
		const detail = { version, item };
		const order = { by, document, name: 'version.restore', detail } as const;
		return this.#command(order, () => this.#restore(by, document, version, item));
	}

	#command(
		order: DocumentOrder,
		perform: () => Promise<VersionId | Refusal>
	): Promise<VersionId | Refusal> {
		const { commands, events } = this.#options;
		const tell = () => events.emit('versions', order.document);
		return commands.execute<VersionId>(order, { perform, tell });
	}

	async #restore(
		by: PersonId,
		document: DocumentId,
		version: VersionId,
		item: AgendaItemId | undefined
	) {
		const { rooms, projector, reading } = this.#options;
		const versions = await rooms.versions.list(document);
		const wanted = versions.find(({ id }) => id === version);
		const state = wanted && (await rooms.versions.state(document, version));
		if (!state) return refuse('not-found');
		if (keptByPeople(versions) >= MOST_RESTORED) return refuse('versions-full');
		const name = { label: labelBefore(wanted), by };
		let isRead = true;
		const draft = async () => {
			const hands = await rooms.hands(document, by);
			const drafted = await reading.draft(document, 'restore', state, item, hands);
			isRead = drafted.kind === 'read';
			return drafted.kind === 'read' ? drafted.value.update : undefined;
		};
		const kept = await rooms.versions.keepAndTake(document, name, draft).catch(unreadable);
		if (isRefusal(kept)) return kept;
		if (!isRead) return refuse('document-unreadable');
		await projector.project(document);
		return kept?.id ?? refuse('not-found');
	}

	async #readable(by: PersonId, document: DocumentId): Promise<StoredDocumentHead | Refusal> {
		const { documents } = this.#options;
		if ((await documents.access(by, document)) === 'none') return refuse('not-found');
		return (await documents.head(document)) ?? refuse('not-found');
	}

	async #names(versions: readonly Version[]): Promise<Map<PersonId, string>> {
		const people = versions.flatMap(({ by }) => by ?? []);
		if (people.length === 0) return new Map();
		const rows = await this.#options.database
			.selectFrom('person')
			.select(['id', 'name'])
			.where('id', 'in', [...new Set(people)])
			.execute();
		return new Map(rows.map(({ id, name }) => [id, name]));
	}
}

/** How many people kept; what the server keeps by itself has limits of its own. */
function keptByPeople(versions: readonly Version[]): number {
	return versions.filter(({ reason }) => reason === undefined).length;
}

/** A state that the thread of snapshots could not put together; other errors are thrown on. */
function unreadable(error: unknown): Refusal {
	if (error instanceof BusyError) return refuse('versions-busy');
	const isOfFolding = error instanceof ThreadError && FOLDING_FAILS.includes(error.code);
	if (isOfFolding) return refuse('document-unreadable');
	throw error;
}

function labelBefore(version: Version): string {
	const label = versionName(version);
	const whole = m.versions_before_restoring({ label });
	if (whole.length <= LONGEST_LABEL) return whole;
	const room = LONGEST_LABEL - (whole.length - label.length) - 2;
	return m.versions_before_restoring({ label: `${[...label].slice(0, room).join('')}…` });
}
