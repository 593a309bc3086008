import { io, type Socket } from 'socket.io-client';
import type { RunView } from '../../../src/shared/run/run-view.ts';
import { Client } from './client.ts';
import { option, type Figures, type Job, type Session } from './job.ts';
import { forEachOf, sleep, waitUntil } from './timing.ts';
import { typingUpdate } from './typing-update.ts';
import { measureUsage, memoryOf } from './usage.ts';

const AT_ONCE = 20; // people joining at the same time
const QUIET = 1_000; // ms between the last arrival and the start
const BETWEEN = 1_000; // ms between two item changes
const PER_STROKE = 250; // ms between two keystrokes of one writer
const LATE = 10_000; // ms; limit for a change
const MEGABYTE = 1024 * 1024;

/** A participant with the session open: live channel and notes, as in a browser. */
class Participant {
	readonly #socket: Socket;
	readonly #notes: Client;
	/** Arrival time of each state of the session, by revision. */
	readonly heard = new Map<number, number>();
	#letters = 0;

	constructor(job: Job, { id, cookies }: Session, index: number) {
		const cookie = cookies[index] ?? '';
		const { address, documents } = job.endpoint;
		this.#notes = new Client({ ...job.endpoint, cookie }, documents[0] ?? '');
		const site = new URL(address.replace('ws', 'http')).origin;
		this.#socket = io(site, { path: '/live', forceNew: true, extraHeaders: { cookie } });
		this.#socket.on('connect', () => this.#socket.emit('enter', id, Date.now(), () => undefined));
		this.#socket.on('run', (_: string, { revision }: RunView) => {
			if (!this.heard.has(revision)) this.heard.set(revision, performance.now());
		});
	}

	async entered(): Promise<void> {
		await this.#notes.synced;
		await waitUntil(() => this.heard.size > 0, LATE);
	}

	type(writer: number): void {
		this.#notes.sendUpdate(typingUpdate(writer, this.#letters++, 'a'));
	}

	async end(): Promise<void> {
		this.#socket.disconnect();
		await this.#notes.end();
	}
}

/** A running session, as seen by all participants. */
export async function runningSession(job: Job): Promise<Figures> {
	const { session } = job.endpoint;
	if (!session) throw new Error('the job has no session');
	const start = performance.now();
	const people: Participant[] = [];
	await forEachOf([...session.cookies.keys()], AT_ONCE, async (index) => {
		const participant = new Participant(job, session, index);
		people.push(participant);
		await participant.entered();
	});
	const entered = (performance.now() - start) / 1000;
	await sleep(QUIET);
	const used = measureUsage(job.endpoint.pid);
	const stop = typeOn(people.slice(0, option(job, 'writers')));
	const changes = await runThrough(job, session, people);
	stop();
	const usage = used();
	const memory = memoryOf(job.endpoint.pid) / MEGABYTE;
	await Promise.all(people.map((participant) => participant.end()));
	return { ...usage, ...figuresOf(changes, people.length), entered, memory };
}

/** Some participants type while the session runs; returns a function that stops them. */
function typeOn(writers: readonly Participant[]): () => void {
	const timer = setInterval(() => writers.forEach((one, index) => one.type(index)), PER_STROKE);
	return () => clearInterval(timer);
}

/** For each change, the milliseconds until each participant received it, as far as they did. */
async function runThrough(job: Job, session: Session, people: readonly Participant[]) {
	let run = await command(job, session, { do: 'start' });
	const changes: number[][] = [];
	while (changes.length < option(job, 'changes')) {
		await sleep(BETWEEN);
		const sent = performance.now();
		run = await command(job, session, { do: 'next', from: run.running });
		const { revision } = run;
		await waitUntil(() => people.every(({ heard }) => heard.has(revision)), LATE);
		const heard = people.flatMap((participant) => participant.heard.get(revision) ?? []);
		changes.push(heard.map((at) => at - sent));
	}
	return changes;
}

async function command(job: Job, session: Session, what: object): Promise<RunView> {
	const site = new URL(job.endpoint.address.replace('ws', 'http')).origin;
	const response = await fetch(`${site}/api/sessions/${session.id}/run`, {
		method: 'POST',
		headers: {
			cookie: session.cookies[0] ?? '',
			origin: site,
			'content-type': 'application/json'
		},
		body: JSON.stringify(what)
	});
	if (!response.ok) throw new Error(`a command was refused: ${await response.text()}`);
	return ((await response.json()) as { run: RunView }).run;
}

function figuresOf(changes: readonly (readonly number[])[], people: number) {
	const sorted = changes.map((times) => [...times].sort((a, b) => a - b));
	const middle = (values: readonly number[]) =>
		[...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
	const last = sorted.map((times) => times.at(-1) ?? Infinity);
	return {
		half: middle(sorted.map(middle)),
		all: middle(last),
		slowest: Math.max(...last),
		missing: sorted.reduce((sum, times) => sum + people - times.length, 0)
	};
}
