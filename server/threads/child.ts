import { fork, type ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cacheOnly } from './environment.ts';
import type { Calls, Report } from './messages.ts';
import { PendingCalls } from './pending-calls.ts';
import type { AskOptions } from './thread.ts';
import { ThreadError, TOO_MUCH_MEMORY, TOOK_TOO_LONG } from './thread-error.ts';

const OWN = fileURLToPath(new URL('.', import.meta.url));
const MAIN = fileURLToPath(new URL('./child-main.ts', import.meta.url));
const MEGABYTE = 2 ** 20;
/** Milliseconds without a call until the process is ended, to give its memory back. */
const IDLE = 60_000;
const HEARING = 1_000; // ms between checks that the process still reports
/** Checks without a report until it counts as stuck. Counted instead of timed, so that a standstill here ends nothing. */
const MOST_SILENCE = 20;

export interface ChildOptions {
	/** Its name in errors, such as "exports". */
	readonly name: string;
	/** The module that its thread runs; it answers calls as on a thread of this process. */
	readonly entry: URL;
	/** Folders and files that it may read. Everything else is closed to it: other files, the network, other programs. */
	readonly readable: readonly string[];
	/** Megabytes that the process may occupy, native memory included. */
	readonly memory: number;
}

/**
 * Calls functions in a child process, which can be ended whatever it does, even in native code. It starts with the first
 * call and again after its end. Invariants: each call is settled exactly once; the process occupies little more than its
 * limit of memory and never outlives this one; it gives its memory back when it is not used.
 */
export class Child<C extends Calls<C>, News = never> {
	readonly #options: ChildOptions;
	readonly #pending = new PendingCalls();
	#process: ChildProcess | undefined;
	#lastId = 0;
	#silence = 0;
	#bytes = 0;
	#idle: NodeJS.Timeout | undefined;
	#hearing: NodeJS.Timeout | undefined;
	#isClosed = false;

	constructor(options: ChildOptions) {
		this.#options = options;
	}

	/** Resolves with the answer. Throws a {@link ThreadError}. */
	async ask<N extends keyof C>(
		call: N,
		given: Parameters<C[N]>,
		{ limit, onNews }: Omit<AskOptions<News>, 'transfer'> = {}
	): Promise<ReturnType<C[N]>> {
		if (this.#isClosed) throw this.#error('is closed');
		const child = (this.#process ??= this.#start());
		clearTimeout(this.#idle);
		child.ref();
		child.channel?.ref();
		const id = ++this.#lastId;
		const giveUp = () => this.#end(child, 'took too long', TOOK_TOO_LONG);
		const answer = this.#pending.wait<ReturnType<C[N]>, News>({ id, onNews, limit, giveUp });
		child.send({ id, call, given }, (error) => {
			if (error) this.#end(child, `cannot be reached: ${error.message}`);
		});
		return answer;
	}

	/** Rejects further calls and ends the process; pending calls are rejected. */
	async close(): Promise<void> {
		this.#isClosed = true;
		const child = this.#process;
		if (!child) return;
		child.ref();
		const gone = new Promise((resolve) => child.once('exit', resolve));
		this.#end(child, 'is closed');
		await gone;
	}

	#start(): ChildProcess {
		const { entry, readable, memory } = this.#options;
		const child = fork(MAIN, [entry.href, String(memory)], {
			env: cacheOnly(),
			// A thread under Node's permission model may also read the working folder, so that must hold nothing.
			cwd: OWN,
			execArgv: [
				...['--no-warnings', `--max-old-space-size=${memory}`, ...permissions(readable)],
				...process.execArgv.filter(isCondition)
			],
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		child
			.on('message', (report: Report) => this.#receive(child, report))
			.on('error', (error) => this.#end(child, `failed: ${String(error)}`))
			.on('exit', (code, signal) => this.#end(child, `ended: ${signal ?? `exit ${code}`}`));
		this.#silence = 0;
		this.#hearing = setInterval(() => this.#listen(child), HEARING).unref();
		return child;
	}

	#receive(child: ChildProcess, report: Report): void {
		if (this.#process !== child) return;
		this.#silence = 0;
		if ('bytes' in report) {
			this.#bytes = report.bytes;
			if (report.bytes > this.#options.memory * MEGABYTE)
				this.#end(child, 'needs too much memory', TOO_MUCH_MEMORY);
			return;
		}
		this.#pending.receive(report);
		if (this.#pending.size === 0) this.#rest(child);
	}

	#listen(child: ChildProcess): void {
		if (++this.#silence > MOST_SILENCE) this.#end(child, 'is silent', TOOK_TOO_LONG);
	}

	/** Native memory is never given back, so a process that has grown is not kept for the next call. */
	#rest(child: ChildProcess): void {
		child.unref();
		child.channel?.unref();
		const hasGrown = this.#bytes > (this.#options.memory * MEGABYTE) / 2;
		if (hasGrown) return this.#end(child, 'has grown');
		this.#idle = setTimeout(() => this.#end(child, 'is not used'), IDLE).unref();
	}

	/** Only the current process has pending calls: a late event of an earlier one is ignored. */
	#end(child: ChildProcess, reason: string, code?: string): void {
		child.kill('SIGKILL');
		if (this.#process !== child) return;
		this.#process = undefined;
		clearTimeout(this.#idle);
		clearInterval(this.#hearing);
		this.#pending.failAll(this.#error(reason, code));
	}

	#error(what: string, code?: string): ThreadError {
		return new ThreadError({ message: `the process of ${this.#options.name} ${what}`, code });
	}
}

/** Node's permission model. Native modules are outside it, so only what the program itself brings along may be loaded. */
/** By which language the texts are chosen, so that a child speaks that of this process. */
const isCondition = (flag: string) => flag.startsWith('--conditions=');

function permissions(readable: readonly string[]): string[] {
	const real = [OWN, ...readable].map((path) => `--allow-fs-read=${realpathSync(path)}`);
	const named = readable.map((path) => `--allow-fs-read=${path}`);
	return ['--permission', '--allow-addons', '--allow-worker', ...new Set([...real, ...named])];
}
