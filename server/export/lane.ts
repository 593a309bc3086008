import { m } from '#messages/messages.js';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { RenderProcess } from './render-process.ts';
import type { RenderNews } from './worker.ts';

/** Something to render, and who is told about it. */
export interface Order {
	readonly minutes: Minutes;
	readonly format: ExportFormat;
	/** Whether somebody looks at an empty page until it is done; such orders go first. */
	readonly isUrgent: boolean;
	/** Its place in the queue has changed; 1 is next. */
	readonly onPlace: (place: number) => void;
	readonly onNews: (news: RenderNews) => void;
	/** Called once. */
	readonly onEnd: (result: Uint8Array | Refusal) => void;
}

/** Carries out orders one after another in one process. An order is forgotten, with its minutes, when it has ended. */
export class Lane {
	readonly #process: RenderProcess;
	#waiting: Order[] = [];
	#isBusy = false;
	#isClosed = false;

	constructor(process: RenderProcess) {
		this.#process = process;
	}

	add(order: Order): void {
		const before = this.#waiting.findIndex(({ isUrgent }) => order.isUrgent && !isUrgent);
		this.#waiting.splice(before === -1 ? this.#waiting.length : before, 0, order);
		this.#tellPlaces();
		setImmediate(() => void this.#work());
	}

	/** Ends the process and refuses everything that waits. */
	async close(): Promise<void> {
		this.#isClosed = true;
		for (const { onEnd } of this.#waiting.splice(0)) onEnd(refuse('export-failed'));
		await this.#process.close();
	}

	async #work(): Promise<void> {
		if (this.#isBusy) return;
		this.#isBusy = true;
		for (let order = this.#waiting.shift(); order; order = this.#waiting.shift()) {
			this.#tellPlaces();
			const { minutes, format, onNews, onEnd } = order;
			onNews({ stage: m.export_preparing(), done: 0 });
			const result = await this.#process.render(minutes, format, onNews);
			onEnd(this.#isClosed ? refuse('export-failed') : result);
		}
		this.#isBusy = false;
	}

	#tellPlaces(): void {
		this.#waiting.forEach(({ onPlace }, at) => onPlace(at + 1));
	}
}
