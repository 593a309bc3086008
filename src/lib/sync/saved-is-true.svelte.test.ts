import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { newId, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import { FakeServer, FakeSocket } from '../../../tests/support/fake-socket.ts';
import { MemoryKeeper } from '../../../tests/support/memory-keeper.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import type { Keeper } from '../outbox/unsent.ts';
import { DocumentConnection } from './document-connection.svelte.ts';

const RUNS = 60;
const STEPS = 60;
const GATHERED = 100; // ms after which what was written is kept
const LONGEST_BACKOFF = 2_500; // ms
const NEEDS_A_LINE: readonly string[] = ['saved', 'saving', 'waiting', 'unstored'];

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('WebSocket', FakeSocket);
	FakeSocket.opened.length = 0;
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** Somebody who types, on a line and with a server of which anything may happen at any moment. */
class Person {
	readonly server = new FakeServer();
	readonly #random: Seeded;
	readonly #address = { session: newId<SessionId>(), id: newId<DocumentId>() };
	readonly #keeper: MemoryKeeper | undefined;
	/** Numbers that were written, as long as they have to be somewhere. */
	#written: number[] = [];
	connection: DocumentConnection;

	/** Without a keeper the disk hangs, which holds up the opening, and nothing else. */
	constructor(random: Seeded, keeper?: MemoryKeeper) {
		this.#random = random;
		this.#keeper = keeper;
		this.connection = this.#open();
	}

	#open(): DocumentConnection {
		const person = newId<PersonId>();
		const onHeld = () => queueMicrotask(() => this.#openAnew());
		const outbox = this.#keeper
			? Promise.resolve(this.#keeper)
			: new Promise<Keeper>(() => undefined);
		const socket = { Socket: WebSocket };
		return new DocumentConnection({ ...this.#address, ...socket, person, onHeld, outbox });
	}

	#openAnew(): void {
		this.connection.close();
		this.connection = this.#open();
	}

	get isConnected(): boolean {
		return FakeSocket.opened.at(-1)?.readyState === 1;
	}

	get #text(): Y.Text {
		return this.connection.doc.getText('text');
	}

	readonly #acts: Readonly<Record<string, () => unknown>> = {
		type: () => this.connection.isOpen && this.#write(),
		remove: () => this.#text.length > 0 && this.#text.delete(0, 1),
		lose: () => this.isConnected && this.server.end(),
		comeBack: () => this.comeBack(),
		receive: () => this.isConnected && this.server.takeOne(),
		receiveAll: () => this.isConnected && this.server.take(),
		answer: () => this.isConnected && this.server.acknowledgeOne(),
		forget: () => this.server.forgetQuestions(),
		fail: () => this.isConnected && this.server.storage(false),
		work: () => this.isConnected && this.server.storage(true),
		crash: () => this.isConnected && this.server.crash(),
		hold: () => this.isConnected && this.#random.below(4) === 0 && this.#isHeld(),
		closeTab: () => this.#keeper && this.#closeTab(),
		wait: () => vi.advanceTimersByTimeAsync(this.#random.below(6_000))
	};

	#write(): void {
		this.#written.push(this.#written.length);
		this.connection.doc.transact(() => {
			this.#text.insert(0, 'letters');
			this.connection.doc.getArray('written').push([this.#written.length - 1]);
		});
	}

	/** What it takes no more is kept beside the document, out of sight here. */
	#isHeld(): void {
		const taken = this.server.doc.getArray<number>('written').toArray();
		this.#written = this.#written.map((number) => (taken.includes(number) ? number : NaN));
		this.server.hold();
	}

	async #closeTab(): Promise<void> {
		await vi.advanceTimersByTimeAsync(GATHERED);
		this.#openAnew();
	}

	/** Does something; returns what. */
	async act(): Promise<string> {
		const act = this.#random.pick(Object.keys(this.#acts));
		await this.#acts[act]?.();
		await vi.advanceTimersByTimeAsync(0);
		return act;
	}

	async comeBack(): Promise<void> {
		if (this.isConnected) return;
		if (FakeSocket.opened.at(-1)?.readyState !== 0)
			await vi.advanceTimersByTimeAsync(LONGEST_BACKOFF);
		this.server.accept();
	}

	/** Whether the server would still have every change after a crash. */
	get isOnDisk(): boolean {
		const both = this.#together([]);
		return Y.equalSnapshots(Y.snapshot(both), Y.snapshot(this.server.disk));
	}

	/** What was written and is nowhere: in no tab, not kept in the browser, not on the disk of the server. */
	get lost(): number[] {
		const kept = [...(this.#keeper?.entries.values() ?? [])].map(({ update }) => update);
		const found = this.#together(kept).getArray<number>('written').toArray();
		return this.#written.filter((number) => !isNaN(number) && !found.includes(number));
	}

	#together(others: readonly Uint8Array[]): Y.Doc {
		const all = new Y.Doc();
		for (const doc of [this.server.disk, this.connection.doc])
			Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
		for (const other of others) Y.applyUpdate(all, other);
		return all;
	}
}

describe('whatever happens to line, server and tab', () => {
	it.each([
		['a browser that keeps what is not sent', () => new MemoryKeeper()],
		['one whose disk hangs', () => undefined]
	])(
		'nothing is called saved that is not on the disk, and nothing is lost, in %s',
		{ timeout: 30_000 },
		async (_, keeper) => {
			for (let seed = 1; seed <= RUNS; seed++) {
				const anna = new Person(new Seeded(seed), keeper());
				const acts: string[] = [];
				for (let step = 0; step < STEPS; step++) {
					acts.push(await anna.act());
					const { state, hasUnsaved } = anna.connection;
					const told = `seed ${seed}: ${acts.join(' ')}: ${state.kind}`;
					if (!hasUnsaved) expect(anna.isOnDisk, told).toBe(true);
					if (state.kind === 'saved') expect(hasUnsaved, told).toBe(false);
					if (!anna.isConnected) expect(NEEDS_A_LINE, told).not.toContain(state.kind);
					expect(anna.lost, told).toEqual([]);
				}
				await endsSaved(anna, `seed ${seed}: ${acts.join(' ')}`);
			}
		}
	);
});

async function endsSaved(anna: Person, told: string): Promise<void> {
	for (let time = 0; time < 3; time++) {
		await anna.comeBack();
		anna.server.take();
		await vi.advanceTimersByTimeAsync(5_000); // longer than a disk that hangs holds up
		if (anna.isConnected) anna.server.acknowledge();
	}
	expect(anna.connection.state, told).toEqual({ kind: 'saved' });
	expect([anna.isOnDisk, anna.lost], told).toEqual([true, []]);
	anna.connection.close();
}
