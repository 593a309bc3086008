import { isShownTo, type Reader } from '#shared/access.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { ExportJob } from '#shared/minutes/exports.ts';
import type { ExportFormat, Minutes } from '#shared/minutes/minutes.ts';
import type { Projection } from '#shared/minutes/projection.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { ViewAs } from '#shared/sessions/view-as.ts';
import type { Reads } from '../audit/reads.ts';
import type { Commands } from '../commands/commands.ts';
import type { Exports } from '../export/exports.ts';
import type { Projector } from '../records/projector.ts';
import { assemble, type AssembleParts, type AssembleRequest } from './assemble.ts';
import { project } from './projection.ts';
import { viewersOf } from './viewers.ts';

export interface SessionMinutesOptions extends AssembleParts {
	readonly commands: Commands;
	readonly projector: Projector;
	readonly exports: Exports;
	readonly reads: Pick<Reads, 'note'>;
}

/** A session as minutes, as files and on the screen of its room, each as one reader may see it. */
export class SessionMinutes {
	readonly #options: SessionMinutesOptions;

	constructor(options: SessionMinutesOptions) {
		this.#options = options;
	}

	/** The minutes as one reader may see them, from the current state of the documents. */
	async of(request: AssembleRequest): Promise<Minutes | Refusal> {
		const { documents, projector, reads } = this.#options;
		for (const { id } of await documents.heads(request.session)) await projector.project(id);
		const shown = await this.#shown(request);
		if (isRefusal(shown)) return shown;
		await reads.note(request.reader.person, shown, 'minutes');
		return assemble(this.#options, request);
	}

	/** The documents of which a version may hold something. */
	async #shown(request: AssembleRequest): Promise<DocumentId[] | Refusal> {
		const { documents, participation } = this.#options;
		const seen = await viewersOf(participation, request);
		if (isRefusal(seen)) return seen;
		const heads = await documents.heads(request.session);
		return heads.filter((one) => isShownTo(seen.viewers, one)).map(({ id }) => id);
	}

	/** The session as the screen of its room may show it. See {@link project}. */
	screen(session: SessionId, reader: Reader): Promise<Projection | Refusal> {
		return project(this.#options, session, reader);
	}

	/** The minutes as a web page, rendered outside this process. */
	async page(by: PersonId, request: AssembleRequest): Promise<Uint8Array | Refusal> {
		const minutes = await this.of(request);
		return isRefusal(minutes) ? minutes : this.#options.exports.page(by, minutes);
	}

	/**
	 * Queues a file of the minutes, as the person may see them, or as somebody else as far as the person may. Of minutes that
	 * are `TLP:RED` only a copy for somebody is made, who is named on each page. Who took what away, and whose it is, is in
	 * the audit; its content is not.
	 */
	export(by: PersonId, session: SessionId, asked: AskedExport): Promise<ExportJob | Refusal> {
		const { commands, exports } = this.#options;
		const { format, illustrative, purpose, recipient, as } = asked;
		const detail: Record<string, unknown> = { format, illustrative, purpose, recipient, as };
		return commands.execute<ExportJob>(
			{ by, session, name: 'minutes.export', detail },
			{
				perform: async (reader) => {
					const request = { session, reader, illustrative, at: new Date(), recipient, as };
					const minutes = await this.of(request);
					if (isRefusal(minutes)) return minutes;
					const { label, reference } = minutes.control;
					Object.assign(detail, { label, documents: await this.#shown(request) });
					if (label === 'TLP:RED' && !(purpose && recipient))
						return refuse('export-needs-recipient');
					return exports.start(by, minutes, format, `${reference}.${format}`);
				}
			}
		);
	}
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
}
