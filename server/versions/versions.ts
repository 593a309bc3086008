import { m } from '#messages/messages.js';
import { restoreInto } from '#shared/board/restore.ts';
import type { DocumentId, PersonId, VersionId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { VersionText, VersionView } from '#shared/versions/version.ts';
import type { Database } from '../store/connect.ts';
import type { Version } from '../sync/document-store.ts';
import type { Rooms } from '../sync/rooms.ts';
import type { Agenda } from '../sessions/agenda.ts';
import type { Documents, StoredDocumentHead } from '../sessions/documents.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Projector } from '../records/projector.ts';
import { documentOf, versionText } from './version-text.ts';

const MOST = 200; // versions that people keep of one document
const MOST_RESTORED = 250; // with those that restoring keeps, so that a full list can still be restored from
const LONGEST_LABEL = 120; // characters, as in the command

export interface VersionsOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly agenda: Agenda;
	readonly rooms: Rooms;
	readonly projector: Projector;
	readonly events: SessionEvents;
}

/** Versions of documents, as people keep, read and restore them. Who may have a document may have its versions. */
export class Versions {
	readonly #options: VersionsOptions;

	constructor(options: VersionsOptions) {
		this.#options = options;
	}

	/** The versions of a document that a person may read, newest first. */
	async list(by: PersonId, document: DocumentId): Promise<VersionView[] | Refusal> {
		const head = await this.#allow(by, document, 'read');
		if (isRefusal(head)) return head;
		const versions = await this.#options.rooms.versions.list(document);
		const names = await this.#names(versions);
		return versions.map(({ id, label, by: keeper, at }) => {
			return { id, label, by: keeper && names.get(keeper), at };
		});
	}

	/** What one version says. */
	async read(
		by: PersonId,
		document: DocumentId,
		version: VersionId
	): Promise<VersionText | Refusal> {
		const head = await this.#allow(by, document, 'read');
		if (isRefusal(head)) return head;
		const { agenda, rooms } = this.#options;
		const state = await rooms.versions.state(document, version);
		if (!state) return refuse('not-found');
		return versionText(state, head.kind, await agenda.list(head.session_id));
	}

	/** Keeps the document as it is now. */
	async keep(by: PersonId, document: DocumentId, label: string): Promise<VersionId | Refusal> {
		const head = await this.#allow(by, document, 'write');
		if (isRefusal(head)) return head;
		const { rooms } = this.#options;
		if ((await rooms.versions.list(document)).length >= MOST) return refuse('versions-full');
		const kept = await rooms.versions.keep(document, { label, by });
		this.#options.events.emit('versions', document);
		return kept?.id ?? refuse('not-found');
	}

	/** Makes the living document equal to a version; the present text is a version of its own before that. */
	async restore(
		by: PersonId,
		document: DocumentId,
		version: VersionId
	): Promise<VersionId | Refusal> {
		const head = await this.#allow(by, document, 'write');
		if (isRefusal(head)) return head;
		const { rooms, projector } = this.#options;
		const versions = await rooms.versions.list(document);
		const wanted = versions.find(({ id }) => id === version);
		const state = wanted && (await rooms.versions.state(document, version));
		if (!state) return refuse('not-found');
		if (versions.length >= MOST_RESTORED) return refuse('versions-full');
		const older = documentOf(state);
		const name = { label: labelBefore(wanted), by };
		const kept = await rooms.versions.keepAndEdit(document, name, (doc) => restoreInto(doc, older));
		older.destroy();
		await projector.project(document);
		this.#options.events.emit('versions', document);
		return kept?.id ?? refuse('not-found');
	}

	async #allow(
		by: PersonId,
		document: DocumentId,
		wanted: 'read' | 'write'
	): Promise<StoredDocumentHead | Refusal> {
		const { documents } = this.#options;
		const access = await documents.access(by, document);
		if (access === 'none') return refuse('not-found');
		if (wanted === 'write' && access !== 'write') return refuse('forbidden');
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

function labelBefore({ label }: Version): string {
	const whole = m.versions_before_restoring({ label });
	if (whole.length <= LONGEST_LABEL) return whole;
	const room = LONGEST_LABEL - (whole.length - label.length) - 2;
	return m.versions_before_restoring({ label: `${[...label].slice(0, room).join('')}…` });
}
