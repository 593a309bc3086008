import type { ExportJob, ExportStatus } from '#shared/exports.ts';
import { newId, type ExportJobId, type PersonId } from '#shared/ids.ts';
import { FORMAT_TYPES, type ExportFormat, type Minutes } from '#shared/minutes.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { createRenderThread, type ExportLog } from './thread.ts';

/** Waiting or running, for one person. */
const MOST_JOBS = 3;

export interface ExportsOptions {
	readonly log?: ExportLog;
	/** How long a finished job can be asked for, in milliseconds. */
	readonly keepFor: number;
	/** The module the thread runs; another one only in tests. */
	readonly worker?: URL;
}

export interface ExportedFile {
	readonly bytes: Uint8Array;
	readonly fileName: string;
	/** Media type. */
	readonly type: string;
}

export type ExportListener = (job: ExportJobId, person: PersonId, status: ExportStatus) => void;

/** Files people asked for. A job exists only for the person who asked; for anybody else it is undefined. */
export interface Exports {
	/** Queues a file. Refuses `too-many-exports` beyond three unfinished jobs of a person. */
	start(
		person: PersonId,
		minutes: Minutes,
		format: ExportFormat,
		fileName: string
	): ExportJob | Refusal;
	status(id: ExportJobId, person: PersonId): ExportStatus | undefined;
	/** The file once it is ready, until it is dropped. */
	file(id: ExportJobId, person: PersonId): ExportedFile | undefined;
	/** Tells every change of every job, with its owner; returns how to stop listening. */
	onProgress(listener: ExportListener): () => void;
	/** Drops everything and ends the thread. */
	close(): Promise<void>;
}

interface Job extends ExportJob {
	readonly person: PersonId;
	/** Only while it is needed: minutes are large. */
	minutes: Minutes | undefined;
	status: ExportStatus;
	bytes: Uint8Array | undefined;
}

/** Makes files one after another on one thread, in the order they were asked for. */
export function createExports(options: ExportsOptions): Exports {
	const entry = options.worker ?? new URL('./worker.ts', import.meta.url);
	const thread = createRenderThread(entry, options.log);
	const jobs = new Map<ExportJobId, Job>();
	const drops = new Set<NodeJS.Timeout>();
	const listeners = new Set<ExportListener>();
	let isClosed = false;
	let isBusy = false;

	const waiting = () => [...jobs.values()].filter((job) => job.status.state === 'waiting');
	const own = (id: ExportJobId, person: PersonId) => {
		const job = jobs.get(id);
		return job?.person === person ? job : undefined;
	};

	function set(job: Job, status: ExportStatus): void {
		job.status = status;
		if (!isClosed) for (const listener of listeners) listener(job.id, job.person, status);
	}

	function moveUp(): void {
		waiting().forEach((job, at) => set(job, { state: 'waiting', place: at + 1 }));
	}

	async function work(): Promise<void> {
		if (isBusy) return;
		isBusy = true;
		for (let job = waiting()[0]; job && !isClosed; job = waiting()[0]) await make(job);
		isBusy = false;
	}

	async function make(job: Job): Promise<void> {
		const { minutes, format } = job;
		if (!minutes) return;
		set(job, { state: 'running', stage: 'Getting ready', done: 0 });
		moveUp();
		const result = await thread.render({ minutes, format }, (stage, done) =>
			set(job, { state: 'running', stage, done })
		);
		job.minutes = undefined;
		if (isRefusal(result)) set(job, { state: 'failed', refusal: result });
		else set(Object.assign(job, { bytes: result }), { state: 'ready', size: result.byteLength });
		dropLater(job);
	}

	function dropLater({ id }: Job): void {
		if (isClosed) return;
		const drop = setTimeout(() => drops.delete(drop) && jobs.delete(id), options.keepFor);
		drops.add(drop.unref());
	}

	return {
		start(person, minutes, format, fileName) {
			if (isClosed) return refuse('export-failed');
			if (unfinished(jobs, person) >= MOST_JOBS) return refuse('too-many-exports');
			const status: ExportStatus = { state: 'waiting', place: waiting().length + 1 };
			const id: ExportJobId = newId();
			jobs.set(id, { id, person, minutes, format, fileName, status, bytes: undefined });
			// In the next turn, so that the caller knows the id before the first news of it.
			setImmediate(() => void work());
			return { id, format, fileName, status };
		},
		status: (id, person) => own(id, person)?.status,
		file(id, person) {
			const { bytes, fileName, format } = own(id, person) ?? {};
			if (!bytes || !fileName || !format) return undefined;
			return { bytes, fileName, type: FORMAT_TYPES[format] };
		},
		onProgress(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			isClosed = true;
			for (const drop of drops) clearTimeout(drop);
			jobs.clear();
			await thread.close();
		}
	};
}

function unfinished(jobs: ReadonlyMap<ExportJobId, Job>, person: PersonId): number {
	const open = ['waiting', 'running'];
	return [...jobs.values()].filter(
		(job) => job.person === person && open.includes(job.status.state)
	).length;
}
