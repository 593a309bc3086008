import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE, SYNC_STEP } from '#shared/protocol/sync.ts';

/** Replaces the browser's WebSocket; the test controls the network side. */
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
	/** Frames sent by the browser and not taken yet. */
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

/** The server side of the last socket opened: the minimum that the browser side cannot tell from a server. */
export class FakeServer {
	readonly doc = new Y.Doc();
	#questions: Uint8Array[] = [];

	get #socket(): FakeSocket {
		const socket = FakeSocket.opened.at(-1);
		if (!socket) throw new Error('nobody has opened a socket');
		return socket;
	}

	/** Opens the socket and sends the document. */
	open(): void {
		this.accept();
		this.take();
	}

	/** Opens the socket, and no more. */
	accept(): void {
		this.#socket.readyState = 1;
		this.#socket.onopen?.();
	}

	/** Processes what was sent so far: applies changes to the document and answers protocol questions. */
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
		this.#ask(); // first, so that offline changes arrive here before the browser has the document
		this.#say(answer);
	}

	/** Asks the browser for what is missing here. */
	#ask(): void {
		const question = encoding.createEncoder();
		encoding.writeVarUint(question, MESSAGE.sync);
		syncProtocol.writeSyncStep1(question, this.doc);
		this.#say(question);
	}

	/** Announces others as present, as their browsers would. */
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

	/** Number of unanswered barriers. */
	get questions(): number {
		this.take();
		return this.#questions.length;
	}

	/** Answers all barriers. */
	acknowledge(): void {
		this.take();
		for (const question of this.#questions.splice(0)) {
			const answer = encoding.createEncoder();
			encoding.writeVarUint(answer, MESSAGE.barrier);
			encoding.writeVarUint8Array(answer, question);
			this.#say(answer);
		}
	}

	/** Reports that storing works or fails. */
	storage(works: boolean): void {
		const news = encoding.createEncoder();
		encoding.writeVarUint(news, MESSAGE.storage);
		encoding.writeVarUint(news, works ? 1 : 0);
		this.#say(news);
	}

	/** Closes the connection; 1006 stands for a network failure. */
	end(code = 1006): void {
		this.#questions = [];
		this.#socket.readyState = 3;
		this.#socket.onclose?.({ code, reason: '' });
	}

	#say(message: encoding.Encoder): void {
		this.#socket.onmessage?.({ data: encoding.toUint8Array(message) });
	}
}
