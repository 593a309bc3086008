import { isShownTo, type Reader } from '#shared/access.ts';
import type { DocumentId, EditionId, PersonId, SessionId } from '#shared/ids.ts';
import type { ExportJob } from '#shared/minutes/exports.ts';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { release } from '#shared/minutes/release.ts';
import type { Projection } from '#shared/minutes/projection.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { ViewAs } from '#shared/sessions/view-as.ts';
import type { Reads } from '../audit/reads.ts';
import type { Exports } from '../export/exports.ts';
import type { FileFolder } from '../files/file-folder.ts';
import { withPictures } from './files.ts';
import type { Copies } from './copies.ts';
import { addOpened, hasOpened } from './correction-rows.ts';
import { editionRows, editionView, sealOf, statusOf, type EditionRow } from './edition-rows.ts';
import { workOn, type EditionParts } from './edition-work.ts';
import { knownTo } from './editions.ts';
import { project } from './projection.ts';
import { viewersOf } from './viewers.ts';

export interface SessionMinutesOptions extends EditionParts {
	readonly exports: Exports;
	readonly copies: Copies;
	readonly reads: Pick<Reads, 'note'>;
	/** Where files are kept. */
	readonly fileFolder: Pick<FileFolder, 'read'>;
}

/** A session as minutes, as files and on the screen of its room, each as one reader may see it. */
export class SessionMinutes {
	readonly #options: SessionMinutesOptions;

	constructor(options: SessionMinutesOptions) {
		this.#options = options;
	}

	/** The minutes as one reader may see them, from the current state of the documents. */
	async of(request: MinutesRequest): Promise<Minutes | Refusal> {
		const version = await this.#version(request);
		return isRefusal(version) ? version : version.minutes;
	}

	/** With the documents of which it may hold something, which the reader has then read. */
	async #version(request: MinutesRequest): Promise<Version | Refusal> {
		const { participation, reads, fileFolder } = this.#options;
		const { session, reader } = request;
		const seen = await viewersOf(participation, request);
		if (isRefusal(seen)) return seen;
		const chosen = await this.#edition(request);
		if (isRefusal(chosen)) return chosen;
		const { row, edition } = chosen;
		const standing = await workOn(this.#options, session, row);
		if (!standing) return refuse('not-found');
		const { record } = standing;
		const shown = record.documents
			.filter((one) => isShownTo(seen.viewers, one))
			.map(({ id }) => id);
		await reads.note(reader.person, shown, 'minutes');
		const { viewers, name } = seen;
		const recipient = request.recipient ?? name;
		const released = release(record, { ...request, recipient, viewers, edition });
		const minutes = await withPictures(released, record, fileFolder);
		const seal = row && sealOf(row);
		if (!seal) return { minutes, shown, row };
		const sealing = await this.#options.sealing();
		return { minutes: { ...minutes, seal: sealing.copy(minutes, seal) }, shown, row };
	}

	/** The edition that was asked for; else the newest that the reader may know of, and before there is one the notes. */
	async #edition({ session, reader, edition: asked }: MinutesRequest) {
		const { database } = this.#options;
		if (asked === 'live') return { row: undefined, edition: undefined };
		const rows = knownTo(reader, await editionRows(database, session));
		const at = asked === undefined ? 0 : rows.findIndex(({ id }) => id === asked);
		const row = rows[at];
		if (asked !== undefined && !row) return refuse('not-found');
		if (row?.state === 'circulated') await this.#opened(session, row.id, reader);
		const view = row && editionView(row, rows.slice(0, at));
		return { row, edition: view && { reference: view.reference, status: statusOf(view) } };
	}

	/** Those who circulated it see which delegations have opened it. A guest is of none. */
	async #opened(session: SessionId, edition: EditionId, reader: Reader): Promise<void> {
		const { commands, database } = this.#options;
		const { person: by, role } = reader;
		if (role === 'guest' || (await hasOpened(database, edition, by))) return;
		await commands.execute<undefined>(
			{ by, session, name: 'minutes.open', detail: { edition } },
			{ act: (transaction) => addOpened(transaction, edition, reader).then(() => undefined) }
		);
	}

	/** The session as the screen of its room may show it. See {@link project}. */
	screen(session: SessionId, reader: Reader): Promise<Projection | Refusal> {
		return project(this.#options, session, reader);
	}

	/** The minutes as a web page, rendered outside this process. */
	async page(by: PersonId, request: MinutesRequest): Promise<Uint8Array | Refusal> {
		const minutes = await this.of(request);
		return isRefusal(minutes) ? minutes : this.#options.exports.page(by, minutes);
	}

	/**
	 * Queues a file of the minutes, as the person may see them, or as somebody else as far as the person may. Of minutes that
	 * are `TLP:RED` only a copy for somebody is made, who is named on each page. Who took what away, and whose it is, is in
	 * the audit; its content is not.
	 */
	export(by: PersonId, session: SessionId, asked: AskedExport): Promise<ExportJob | Refusal> {
		const { commands, copies, exports } = this.#options;
		const { format, illustrative, purpose, recipient, as, edition } = asked;
		const detail: Record<string, unknown> = {
			...{ format, illustrative, purpose, recipient, as, edition }
		};
		return commands.execute<ExportJob>(
			{ by, session, name: 'minutes.export', detail },
			{
				perform: async (reader) => {
					const request = {
						...{ session, reader, illustrative, at: new Date(), recipient, as, edition }
					};
					const version = await this.#version(request);
					if (isRefusal(version)) return version;
					const { minutes, shown, row } = version;
					const { label, reference } = minutes.control;
					Object.assign(detail, { label, documents: shown });
					if (label === 'TLP:RED' && !(purpose && recipient))
						return refuse('export-needs-recipient');
					const copy = {
						...{ by, session, edition: row?.id, format, label },
						...{ recipient: minutes.control.recipient ?? '', purpose: purpose ?? '' }
					};
					return exports.start(by, minutes, format, `${reference}.${format}`, (bytes) =>
						copies.add(copy, bytes)
					);
				}
			}
		);
	}
}

export interface MinutesRequest {
	readonly session: SessionId;
	readonly reader: Reader;
	/** As whom the reader looks at it: it then holds what both may read, and is a copy for them. */
	readonly as?: ViewAs | undefined;
	/** An edition; `live` are the notes as they are now. */
	readonly edition?: EditionId | 'live' | undefined;
	/** False leaves out illustrative content. */
	readonly illustrative: boolean;
	readonly at: Date;
	/** Who gets the copy, if that was asked. */
	readonly recipient?: string | undefined;
}

interface Version {
	readonly minutes: Minutes;
	readonly row: EditionRow | undefined;
	readonly shown: readonly DocumentId[];
}

/** A file as somebody asks for it. */
export interface AskedExport {
	readonly format: ExportFormat;
	readonly illustrative: boolean;
	/** Both are needed for `TLP:RED`. */
	readonly purpose?: string | undefined;
	readonly recipient?: string | undefined;
	/** As whom it is looked at; the file is then a copy for them. */
	readonly as?: ViewAs | undefined;
	readonly edition?: EditionId | 'live' | undefined;
}
