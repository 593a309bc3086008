import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE, SYNC_STEP } from '#shared/protocol/sync.ts';

/** What stands in for the browser's WebSocket, and all that does: it has the network's end in its hand. */
export class FakeSocket {
	static readonly opened: FakeSocket[] = [];
	readonly OPEN = 1;
	readyState = 0;
	binaryType = '';
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: Uint8Array }) => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;
	onerror: (() => void) | null = null;
	readonly url: string;
	/** Frames that the browser sent and nobody has taken yet. */
	readonly sent: Uint8Array[] = [];

	constructor(url: string) {
		this.url = url;
		FakeSocket.opened.push(this);
	}

	send(frame: Uint8Array): void {
		this.sent.push(frame);
	}

	close(): void {
		this.readyState = 3;
	}
}

/** The server's end of the last socket that was opened: as little of one as the browser half can tell apart. */
export class FakeServer {
	readonly doc = new Y.Doc();
	#questions: Uint8Array[] = [];

	get #socket(): FakeSocket {
		const socket = FakeSocket.opened.at(-1);
		if (!socket) throw new Error('nobody has opened a socket');
		return socket;
	}

	/** Lets the socket open and hands the document over. */
	open(): void {
		this.accept();
		this.take();
	}

	/** Lets the socket open, and no more. */
	accept(): void {
		this.#socket.readyState = 1;
		this.#socket.onopen?.();
	}

	/** Takes what was sent so far: changes into the document, answers to questions of the protocol back. */
	take(): void {
		for (let frame = this.#next(); frame; frame = this.#next()) this.#takeOne(frame);
	}

	#next(): Uint8Array | undefined {
		return this.#socket.sent.shift();
	}

	#takeOne(frame: Uint8Array): void {
		const decoder = decoding.createDecoder(frame);
		const kind = decoding.readVarUint(decoder);
		if (kind === MESSAGE.barrier) this.#questions.push(decoding.readVarUint8Array(decoder));
		if (kind !== MESSAGE.sync) return;
		const answer = encoding.createEncoder();
		encoding.writeVarUint(answer, MESSAGE.sync);
		const step = syncProtocol.readSyncMessage(decoder, answer, this.doc, this);
		if (step !== SYNC_STEP.step1) return;
		this.#ask(); // first, so that what was made offline is here before the browser knows the document
		this.#say(answer);
	}

	/** What does the browser have that is not here? */
	#ask(): void {
		const question = encoding.createEncoder();
		encoding.writeVarUint(question, MESSAGE.sync);
		syncProtocol.writeSyncStep1(question, this.doc);
		this.#say(question);
	}

	/** Others are there, as their own browsers would say it. */
	present(...others: Record<string, unknown>[]): void {
		const all = new Awareness(new Y.Doc());
		all.setLocalState(null);
		others.forEach((state, index) => {
			all.states.set(index, state);
			all.meta.set(index, { clock: 1, lastUpdated: Date.now() });
		});
		const news = encoding.createEncoder();
		encoding.writeVarUint(news, MESSAGE.awareness);
		encoding.writeVarUint8Array(news, encodeAwarenessUpdate(all, [...others.keys()]));
		this.#say(news);
		all.destroy();
	}

	/** How many times it was asked to say when everything is on disk, and has not said so. */
	get questions(): number {
		this.take();
		return this.#questions.length;
	}

	/** Everything that was sent before the questions is on disk. */
	acknowledge(): void {
		this.take();
		for (const question of this.#questions.splice(0)) {
			const answer = encoding.createEncoder();
			encoding.writeVarUint(answer, MESSAGE.barrier);
			encoding.writeVarUint8Array(answer, question);
			this.#say(answer);
		}
	}

	/** Says that storing works, or that it does not. */
	storage(works: boolean): void {
		const news = encoding.createEncoder();
		encoding.writeVarUint(news, MESSAGE.storage);
		encoding.writeVarUint(news, works ? 1 : 0);
		this.#say(news);
	}

	/** Ends the connection, or the network does: 1006 is a line that was cut. */
	end(code = 1006): void {
		this.#questions = [];
		this.#socket.readyState = 3;
		this.#socket.onclose?.({ code, reason: '' });
	}

	#say(message: encoding.Encoder): void {
		this.#socket.onmessage?.({ data: encoding.toUint8Array(message) });
	}
}
