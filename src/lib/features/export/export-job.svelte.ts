import { m } from '#messages/messages.js';
import { ask, send } from '#lib/room/command.ts';
import { addressOf } from '#shared/commands/contract.ts';
import { exportContract, exportQuestion } from '#shared/commands/exports.ts';
import type { ExportJobId, SessionId } from '#shared/ids.ts';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import { refusalWords } from '#shared/refusals.ts';

const LOOK = 250; // ms between progress polls

/** What a copy is for, and whose it is. */
export interface Copy {
	readonly purpose: string;
	readonly recipient: string;
}

/** Which minutes. */
export interface Wanted {
	readonly illustrative: boolean;
	/** As whom they are looked at. */
	readonly as?: string | undefined;
}

/** One export, from request to finished file. */
export class ExportJob {
	readonly format: ExportFormat;
	#words = $state(m.export_requesting());
	#done = $state(0);
	#state = $state<'running' | 'ready' | 'failed'>('running');
	#href = $state('');
	#needsCopy = $state(false);

	constructor(format: ExportFormat) {
		this.format = format;
	}

	/** The current stage or the error, in words. */
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

	/** It is made only as a copy for somebody. */
	get needsCopy(): boolean {
		return this.#needsCopy;
	}

	/** Address of the finished file. */
	get href(): string {
		return this.#href;
	}

	/** Starts the export; resolves when it is ready or has failed. */
	async run(session: SessionId, wanted: Wanted, copy?: Copy): Promise<void> {
		const command = { format: this.format, ...wanted, ...copy };
		const outcome = await send(exportContract, { session }, command);
		if (!outcome.ok) {
			this.#needsCopy = outcome.code === 'export-needs-recipient';
			return this.#fail(outcome.words);
		}
		await this.#follow(outcome.value.job);
	}

	async #follow(job: ExportJobId): Promise<void> {
		for (;;) {
			const outcome = await ask(exportQuestion, { job });
			if (!outcome.ok) return this.#fail(m.export_the_server_cannot_be_reached());
			const status = outcome.value;
			if (status.state === 'ready')
				return this.#finish(`${addressOf(exportQuestion, { job })}/file`);
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
