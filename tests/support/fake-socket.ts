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
	readonly #listeners: [name: string, listener: (event: object) => void][] = [];
	/** Frames sent by the browser and not taken yet. */
	readonly sent: Uint8Array[] = [];

	constructor(url: string) {
		this.url = url;
		FakeSocket.opened.push(this);
	}

	addEventListener(name: string, listener: (event: object) => void): void {
		this.#listeners.push([name, listener]);
	}

	#tell(name: string, event: object): void {
		for (const [which, listener] of this.#listeners) if (which === name) listener(event);
	}

	send(frame: Uint8Array): void {
		this.sent.push(frame);
	}

	close(): void {
		this.readyState = 3;
	}

	/** It has ended. */
	end(code: number): void {
		this.readyState = 3;
		this.onclose?.({ code, reason: '' });
		this.#tell('close', { code });
	}

	open(): void {
		this.readyState = 1;
		this.onopen?.();
		this.#tell('open', {});
	}

	say(data: Uint8Array): void {
		this.onmessage?.({ data });
		this.#tell('message', { data });
	}
}

/** A barrier, and the document when it came. */
interface Question {
	readonly payload: Uint8Array;
	readonly document: Uint8Array;
}

/** The server side of the last socket opened: the minimum that the browser side cannot tell from a server. */
export class FakeServer {
	doc = new Y.Doc();
	/** What is on its disk: all that had come before a barrier that was answered. */
	readonly disk = new Y.Doc();
	#questions: Question[] = [];

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
		this.#questions = [];
		this.#socket.open();
	}

	/** Processes what was sent so far: applies changes to the document and answers protocol questions. */
	take(): void {
		while (this.takeOne());
	}

	/** Processes the next frame that was sent; false when there is none. */
	takeOne(): boolean {
		const frame = this.#socket.sent.shift();
		if (frame) this.#process(frame);
		return frame !== undefined;
	}

	#process(frame: Uint8Array): void {
		const decoder = decoding.createDecoder(frame);
		const kind = decoding.readVarUint(decoder);
		if (kind === MESSAGE.barrier) {
			const payload = decoding.readVarUint8Array(decoder);
			this.#questions.push({ payload, document: Y.encodeStateAsUpdate(this.doc) });
		}
		if (kind !== MESSAGE.sync) return;
		const answer = encoding.createEncoder();
		encoding.writeVarUint(answer, MESSAGE.sync);
		const step = syncProtocol.readSyncMessage(decoder, answer, this.doc, this);
		if (step !== SYNC_STEP.step1) return;
		this.ask(); // first, so that offline changes arrive here before the browser has the document
		this.#say(answer);
	}

	/** Asks the browser for what is missing here. */
	ask(): void {
		const question = encoding.createEncoder();
		encoding.writeVarUint(question, MESSAGE.sync);
		syncProtocol.writeSyncStep1(question, this.doc);
		this.#say(question);
	}

	/** Somebody else types at the end of the text; the change is sent. */
	type(words: string): void {
		const before = Y.encodeStateVector(this.doc);
		const text = this.doc.getText('text');
		text.insert(text.length, words);
		const news = encoding.createEncoder();
		encoding.writeVarUint(news, MESSAGE.sync);
		syncProtocol.writeUpdate(news, Y.encodeStateAsUpdate(this.doc, before));
		this.#say(news);
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
		while (this.acknowledgeOne());
	}

	/** Puts on disk what came before the first barrier that is not answered, and answers it; false when there is none. */
	acknowledgeOne(): boolean {
		const [question] = this.#questions.splice(0, 1);
		if (!question) return false;
		Y.applyUpdate(this.disk, question.document);
		const answer = encoding.createEncoder();
		encoding.writeVarUint(answer, MESSAGE.barrier);
		encoding.writeVarUint8Array(answer, question.payload);
		this.#say(answer);
		return true;
	}

	/** Is killed, and starts again from its disk. */
	crash(): void {
		this.end();
		this.doc = new Y.Doc();
		Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.disk));
	}

	/** Never answers the barriers that have come. */
	forgetQuestions(): void {
		this.#questions = [];
	}

	/** Says that it keeps changes beside the document instead of taking them, and takes nothing more of this socket. */
	hold(): void {
		this.#socket.sent.length = 0;
		this.#questions = [];
		Y.applyUpdate(this.disk, Y.encodeStateAsUpdate(this.doc));
		const news = encoding.createEncoder();
		encoding.writeVarUint(news, MESSAGE.held);
		this.#say(news);
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
		this.#socket.end(code);
	}

	#say(message: encoding.Encoder): void {
		this.#socket.say(encoding.toUint8Array(message));
	}
}
