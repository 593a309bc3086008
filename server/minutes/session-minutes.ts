import type { Reader } from '#shared/access.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import type { ExportJob } from '#shared/minutes/exports.ts';
import type { ExportFormat, Minutes } from '#shared/minutes/minutes.ts';
import type { Projection } from '#shared/minutes/projection.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { Exports } from '../export/exports.ts';
import type { Projector } from '../records/projector.ts';
import { assemble, type AssembleParts, type AssembleRequest } from './assemble.ts';
import { project } from './projection.ts';

export interface SessionMinutesOptions extends AssembleParts {
	readonly commands: Commands;
	readonly projector: Projector;
	readonly exports: Exports;
}

/** A session as minutes, as files and on the screen of its room, each as one reader may see it. */
export class SessionMinutes {
	readonly #options: SessionMinutesOptions;

	constructor(options: SessionMinutesOptions) {
		this.#options = options;
	}

	/** The minutes as one reader may see them, from the current state of the documents. */
	async of(request: AssembleRequest): Promise<Minutes | Refusal> {
		const { documents, projector } = this.#options;
		for (const { id } of await documents.heads(request.session)) await projector.project(id);
		return assemble(this.#options, request);
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

	/** Queues a file of the minutes, as the person may see them. */
	export(
		by: PersonId,
		session: SessionId,
		{ format, illustrative }: { readonly format: ExportFormat; readonly illustrative: boolean }
	): Promise<ExportJob | Refusal> {
		const { commands, exports } = this.#options;
		return commands.execute<ExportJob>(
			{ by, session, name: 'minutes.export', detail: { format, illustrative } },
			{
				perform: async (reader) => {
					const minutes = await this.of({ session, reader, illustrative, at: new Date() });
					if (isRefusal(minutes)) return minutes;
					return exports.start(by, minutes, format, `${minutes.control.reference}.${format}`);
				}
			}
		);
	}
}
