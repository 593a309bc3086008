import { m } from '#messages/messages.js';
import type { ExportJob, ExportStatus } from '#shared/minutes/exports.ts';
import { newId, type ExportJobId, type PersonId } from '#shared/ids.ts';
import { FORMAT_TYPES, type ExportFormat, type Minutes } from '#shared/minutes/minutes.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { createRenderThread, type ExportLog, type RenderThread } from './render-thread.ts';

/** Unfinished jobs that one person may have. */
const MOST_JOBS = 3;

export interface ExportsOptions {
	readonly log?: ExportLog;
	/** How long a finished job is kept, in milliseconds. */
	readonly keepFor: number;
	/** The module that the thread runs; set only by tests. */
	readonly worker?: URL;
}

interface ExportedFile {
	readonly bytes: Uint8Array;
	readonly fileName: string;
	/** Media type. */
	readonly type: string;
}

/** Files requested by people. A job is visible only to the person who requested it; to anybody else it is undefined. */
export interface Exports {
	/** Queues a file. Refuses with `too-many-exports` when the person has three unfinished jobs. */
	start(
		person: PersonId,
		minutes: Minutes,
		format: ExportFormat,
		fileName: string
	): ExportJob | Refusal;
	status(id: ExportJobId, person: PersonId): ExportStatus | undefined;
	/** The file; undefined before it is ready and after it was dropped. */
	file(id: ExportJobId, person: PersonId): ExportedFile | undefined;
	/** Drops everything and ends the thread. */
	close(): Promise<void>;
}

interface Job extends ExportJob {
	readonly person: PersonId;
	readonly minutes: Minutes;
	status: ExportStatus;
	bytes: Uint8Array | undefined;
	/** Drops the job some time after it ended. */
	drop?: NodeJS.Timeout;
}

/** Makes files one after another on one thread, in the order of requests. */
export function createExports(options: ExportsOptions): Exports {
	const entry = options.worker ?? new URL('./worker.ts', import.meta.url);
	return new ExportQueue(createRenderThread(entry, options.log), options.keepFor);
}

/** `#jobs` keeps the order of requests. At most one job runs: the oldest unfinished one. */
class ExportQueue implements Exports {
	readonly #thread: RenderThread;
	readonly #keepFor: number;
	readonly #jobs = new Map<ExportJobId, Job>();
	#isBusy = false;
	#isClosed = false;

	constructor(thread: RenderThread, keepFor: number) {
		this.#thread = thread;
		this.#keepFor = keepFor;
	}

	start(person: PersonId, minutes: Minutes, format: ExportFormat, fileName: string) {
		if (this.#isClosed) return refuse('export-failed');
		if (this.#unfinished(person) >= MOST_JOBS) return refuse('too-many-exports');
		const id: ExportJobId = newId();
		const status: ExportStatus = { state: 'waiting', place: this.#waiting().length + 1 };
		const job = { id, format, fileName, status };
		this.#jobs.set(id, { ...job, person, minutes, bytes: undefined });
		setImmediate(() => void this.#work());
		return job;
	}

	status(id: ExportJobId, person: PersonId): ExportStatus | undefined {
		return this.#own(id, person)?.status;
	}

	file(id: ExportJobId, person: PersonId): ExportedFile | undefined {
		const job = this.#own(id, person);
		if (!job?.bytes) return undefined;
		return { bytes: job.bytes, fileName: job.fileName, type: FORMAT_TYPES[job.format] };
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		for (const job of this.#jobs.values()) clearTimeout(job.drop);
		this.#jobs.clear();
		await this.#thread.close();
	}

	async #work(): Promise<void> {
		if (this.#isBusy) return;
		this.#isBusy = true;
		for (let job = this.#waiting()[0]; job; job = this.#waiting()[0]) await this.#make(job);
		this.#isBusy = false;
	}

	async #make(job: Job): Promise<void> {
		job.status = { state: 'running', stage: m.export_preparing(), done: 0 };
		this.#waiting().forEach((next, at) => (next.status = { state: 'waiting', place: at + 1 }));
		const result = await this.#thread.render(job.minutes, job.format, (news) => {
			job.status = { state: 'running', ...news };
		});
		this.#finish(job, result);
	}

	#finish(job: Job, result: Uint8Array | Refusal): void {
		if (this.#isClosed) return;
		job.drop = setTimeout(() => this.#jobs.delete(job.id), this.#keepFor).unref();
		if (isRefusal(result)) {
			job.status = { state: 'failed', refusal: result };
			return;
		}
		job.bytes = result;
		job.status = { state: 'ready', size: result.byteLength };
	}

	#own(id: ExportJobId, person: PersonId): Job | undefined {
		const job = this.#jobs.get(id);
		return job?.person === person ? job : undefined;
	}

	#waiting(): Job[] {
		return [...this.#jobs.values()].filter((job) => job.status.state === 'waiting');
	}

	#unfinished(person: PersonId): number {
		const own = [...this.#jobs.values()].filter((job) => job.person === person);
		return own.filter(({ status }) => status.state === 'waiting' || status.state === 'running')
			.length;
	}
}
