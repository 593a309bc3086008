import { m } from '#messages/messages.js';
import { send } from '#lib/room/command.ts';
import type { ExportStatus } from '#shared/minutes/exports.ts';
import type { SessionId } from '#shared/ids.ts';
import type { ExportFormat } from '#shared/minutes/minutes.ts';
import { refusalWords } from '#shared/refusals.ts';

const LOOK = 250; // ms between looks at how far a file is

/** One file being made: asked for, followed, fetched. */
export class ExportJob {
	readonly format: ExportFormat;
	#words = $state(m.export_asking());
	#done = $state(0);
	#state = $state<'running' | 'ready' | 'failed'>('running');
	#href = $state('');

	constructor(format: ExportFormat) {
		this.format = format;
	}

	/** What happens now, or went wrong, in words. */
	get words(): string {
		return this.#words;
	}

	/** From 0 to 1. */
	get done(): number {
		return this.#done;
	}

	get state(): 'running' | 'ready' | 'failed' {
		return this.#state;
	}

	/** Where the finished file is. */
	get href(): string {
		return this.#href;
	}

	/** Has the file made; resolves when it is ready or has failed. */
	async run(session: SessionId, illustrative: boolean): Promise<void> {
		const command = { format: this.format, illustrative };
		const outcome = await send(`/api/sessions/${session}/exports`, command);
		if (!outcome.ok) return this.#fail(outcome.words);
		await this.#follow(`/api/exports/${(outcome.value as { job: string }).job}`);
	}

	async #follow(path: string): Promise<void> {
		for (;;) {
			const status = await look(path);
			if (!status) return this.#fail(m.export_the_server_cannot_be_reached());
			if (status.state === 'ready') return this.#finish(`${path}/file`);
			if (status.state === 'failed') return this.#fail(refusalWords(status.refusal));
			this.#words = status.state === 'running' ? status.stage : m.export_waiting_for_another_file();
			this.#done = status.state === 'running' ? status.done : 0;
			await new Promise((resolve) => setTimeout(resolve, LOOK));
		}
	}

	#finish(href: string): void {
		this.#href = href;
		this.#done = 1;
		this.#words = m.export_ready();
		this.#state = 'ready';
	}

	#fail(words: string): void {
		this.#words = words;
		this.#state = 'failed';
	}
}

async function look(path: string): Promise<ExportStatus | undefined> {
	try {
		const response = await fetch(path);
		return response.ok ? ((await response.json()) as ExportStatus) : undefined;
	} catch {
		return undefined;
	}
}
