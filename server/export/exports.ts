import type { ExportJob, ExportStatus } from '#shared/minutes/exports.ts';
import { newId, type ExportJobId, type PersonId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import { FORMAT_TYPES, type ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { KeptFiles, type KeepLimits } from './kept-files.ts';
import { Lane } from './lane.ts';
import { createRenderProcess, type ExportLog, type RenderLimits } from './render-process.ts';

/** Formats that may take long, so that the others do not wait behind them. */
const SLOW: ReadonlySet<ExportFormat> = new Set(['pdf', 'docx', 'odt']);

export interface ExportsOptions {
	readonly log?: ExportLog;
	readonly render: RenderLimits;
	/** How much is kept; set only by tests. */
	readonly keep?: KeepLimits & { readonly keptFor: number };
	/** The module that renders; set only by tests. */
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
	/** Queues a file. Refuses when the person, or everybody together, has too many unfinished jobs. */
	start(
		person: PersonId,
		minutes: Minutes,
		format: ExportFormat,
		fileName: string,
		/** What is done with the file before anybody gets it; nobody gets one with which that fails. */
		keep?: (bytes: Uint8Array) => Promise<void>
	): ExportJob | Refusal;
	status(id: ExportJobId, person: PersonId): ExportStatus | undefined;
	/** The file, or why it was dropped; undefined before it is ready and some time after it was. */
	file(id: ExportJobId, person: PersonId): ExportedFile | Refusal | undefined;
	/** Minutes as a standalone web page, at once and without being kept. */
	page(person: PersonId, minutes: Minutes): Promise<Uint8Array | Refusal>;
	/** Drops everything and ends the processes. */
	close(): Promise<void>;
}

interface Job extends ExportJob {
	readonly person: PersonId;
	status: ExportStatus;
	/** Forgets the job some time after it ended. */
	forget?: NodeJS.Timeout;
}

/** Makes files in two lanes, each with a process of its own and in the order of requests. */
export function createExports(options: ExportsOptions): Exports {
	const lane = () =>
		new Lane(
			createRenderProcess({ limits: options.render, log: options.log, worker: options.worker })
		);
	const lanes = { slow: lane(), fast: lane() };
	return new ExportDesk(lanes, options.keep ?? LIMITS.exports, options.log);
}

interface Lanes {
	readonly slow: Lane;
	readonly fast: Lane;
}

/** `#jobs` keeps the order of requests. */
class ExportDesk implements Exports {
	readonly #lanes: Lanes;
	readonly #keptFor: number;
	readonly #log: ExportLog | undefined;
	readonly #files: KeptFiles;
	readonly #jobs = new Map<ExportJobId, Job>();
	/** Pages that are being made, by person. */
	readonly #pages = new Map<PersonId, number>();
	#isClosed = false;

	constructor(
		lanes: Lanes,
		keep: KeepLimits & { readonly keptFor: number },
		log: ExportLog | undefined
	) {
		this.#log = log;
		this.#lanes = lanes;
		this.#keptFor = keep.keptFor;
		this.#files = new KeptFiles(keep, (id) => this.#fail(id, refuse('export-dropped')));
	}

	start(
		person: PersonId,
		minutes: Minutes,
		format: ExportFormat,
		fileName: string,
		keep?: (bytes: Uint8Array) => Promise<void>
	) {
		const refusal = this.#judge(person);
		if (refusal) return refusal;
		const id: ExportJobId = newId();
		const job: Job = { id, format, fileName, person, status: { state: 'waiting', place: 1 } };
		this.#jobs.set(id, job);
		(SLOW.has(format) ? this.#lanes.slow : this.#lanes.fast).add({
			...{ minutes, format, isUrgent: false },
			onPlace: (place) => (job.status = { state: 'waiting', place }),
			onNews: (news) => (job.status = { state: 'running', ...news }),
			onEnd: (result) => void this.#kept(result, keep).then((kept) => this.#finish(job, kept))
		});
		return { id, format, fileName, status: job.status };
	}

	status(id: ExportJobId, person: PersonId): ExportStatus | undefined {
		return this.#own(id, person)?.status;
	}

	file(id: ExportJobId, person: PersonId): ExportedFile | Refusal | undefined {
		const job = this.#own(id, person);
		if (job?.status.state === 'failed') return job.status.refusal;
		const bytes = job && this.#files.get(id);
		return bytes && { bytes, fileName: job.fileName, type: FORMAT_TYPES[job.format] };
	}

	page(person: PersonId, minutes: Minutes): Promise<Uint8Array | Refusal> {
		const others = this.#pages.get(person) ?? 0;
		if (this.#isClosed) return Promise.resolve(refuse('export-failed'));
		if (others >= LIMITS.exports.pagesOfPerson) return Promise.resolve(refuse('too-many-exports'));
		this.#pages.set(person, others + 1);
		return new Promise((resolve) => {
			this.#lanes.fast.add({
				...{ minutes, format: 'html', isUrgent: true },
				onPlace: () => undefined,
				onNews: () => undefined,
				onEnd: (result) => {
					this.#pageEnded(person);
					resolve(result);
				}
			});
		});
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		for (const job of this.#jobs.values()) clearTimeout(job.forget);
		this.#jobs.clear();
		this.#files.clear();
		await Promise.all([this.#lanes.slow.close(), this.#lanes.fast.close()]);
	}

	#judge(person: PersonId): Refusal | undefined {
		if (this.#isClosed) return refuse('export-failed');
		const unfinished = [...this.#jobs.values()].filter(isUnfinished);
		const own = unfinished.filter((job) => job.person === person);
		if (own.length >= LIMITS.exports.unfinishedOfPerson) return refuse('too-many-exports');
		return unfinished.length >= LIMITS.exports.unfinished ? refuse('exports-busy') : undefined;
	}

	async #kept(
		result: Uint8Array | Refusal,
		keep: ((bytes: Uint8Array) => Promise<void>) | undefined
	): Promise<Uint8Array | Refusal> {
		if (isRefusal(result) || !keep) return result;
		try {
			await keep(result);
			return result;
		} catch (error) {
			this.#log?.error({ err: error }, 'an export was not noted');
			return refuse('export-failed');
		}
	}

	#finish(job: Job, result: Uint8Array | Refusal): void {
		if (this.#isClosed) return;
		job.forget = setTimeout(() => this.#forget(job.id), this.#keptFor).unref();
		if (isRefusal(result)) this.#fail(job.id, result);
		else {
			job.status = { state: 'ready', size: result.byteLength };
			this.#files.add(job.id, job.person, result);
		}
		this.#forgetOldest(job.person);
	}

	#fail(id: ExportJobId, refusal: Refusal): void {
		const job = this.#jobs.get(id);
		if (job) job.status = { state: 'failed', refusal };
	}

	#forget(id: ExportJobId): void {
		clearTimeout(this.#jobs.get(id)?.forget);
		this.#jobs.delete(id);
		this.#files.delete(id);
	}

	/** That a file was dropped is told for as many jobs again as files are kept. */
	#forgetOldest(person: PersonId): void {
		const ended = [...this.#jobs.values()].filter(
			(job) => job.person === person && !isUnfinished(job)
		);
		for (const { id } of ended.slice(0, -2 * LIMITS.exports.filesOfPerson)) this.#forget(id);
	}

	#pageEnded(person: PersonId): void {
		const left = (this.#pages.get(person) ?? 1) - 1;
		if (left > 0) this.#pages.set(person, left);
		else this.#pages.delete(person);
	}

	#own(id: ExportJobId, person: PersonId): Job | undefined {
		const job = this.#jobs.get(id);
		return job?.person === person ? job : undefined;
	}
}

function isUnfinished({ status }: Job): boolean {
	return status.state === 'waiting' || status.state === 'running';
}
