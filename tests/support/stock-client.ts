import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import { WebsocketProvider as Provider2 } from 'y-websocket-2';
import { WebsocketProvider as Provider30 } from 'y-websocket-3.0';
import * as Y from 'yjs';
import { MESSAGE } from '#shared/protocol/sync.ts';
import type { Meeting, Who } from './meeting.ts';
import type { PolledPage } from './polled-page.ts';
import { SCHEMA } from '#shared/text/roots.ts';

/** The published clients, all on the same Yjs. */
const PROVIDERS = {
	'2.1': Provider2 as unknown as typeof WebsocketProvider,
	'3.0': Provider30 as unknown as typeof WebsocketProvider,
	'3.1': WebsocketProvider
};
export type Version = keyof typeof PROVIDERS;
export const VERSIONS: readonly Version[] = ['2.1', '3.0', '3.1'];

export interface StockOptions {
	/** Version of y-websocket; 3.1 by default. */
	readonly version?: Version;
	/** True to sync with other tabs of the same browser, too. */
	readonly hasTabs?: boolean;
	/** Address to use instead of the server's own. */
	readonly address?: string;
	/** The page that it is in, if its documents come by long polling. */
	readonly page?: PolledPage;
}

/** A published y-websocket client in Node, extended with our barrier as in the browser. */
export class StockClient {
	readonly doc = new Y.Doc();
	readonly provider: WebsocketProvider;
	#answered = 0;
	#question = 0;
	#waiting: (() => void)[] = [];

	constructor(address: string, document: string, cookie: string, options: StockOptions = {}) {
		const server = `${address.replace('http', 'ws')}/sync/${SCHEMA}`;
		const Provider = PROVIDERS[options.version ?? '3.1'];
		this.provider = new Provider(server, document, this.doc, {
			disableBc: !options.hasTabs,
			maxBackoffTime: 200,
			WebSocketPolyfill: options.page?.Socket ?? withCookie(cookie)
		});
		this.provider.messageHandlers[MESSAGE.barrier] = (_reply, answer) => {
			const payload = decoding.createDecoder(decoding.readVarUint8Array(answer));
			this.#answered = Math.max(this.#answered, decoding.readVarUint(payload));
			this.#look();
		};
		this.doc.on('update', () => this.#look());
		this.provider.on('sync', () => this.#look());
		this.provider.on('connection-close', () => this.#look());
		this.provider.awareness.on('change', () => this.#look());
	}

	static async open(
		meeting: Meeting,
		document: string,
		who: Who,
		options: StockOptions = {}
	): Promise<StockClient> {
		const address = options.address ?? meeting.address;
		const client = new StockClient(address, document, await meeting.cookie(who), options);
		await client.until(() => client.provider.synced);
		return client;
	}

	#look(): void {
		for (const next of this.#waiting.splice(0)) next();
	}

	/** Waits for a condition, checked after each change, sync, answer and presence update. */
	async until(isSo: () => boolean): Promise<void> {
		while (!isSo()) await new Promise<void>((next) => this.#waiting.push(next));
	}

	/** Resolves to true once everything typed so far is on disk, to false if the connection is lost first. */
	async saved(): Promise<boolean> {
		const question = ++this.#question;
		const { ws } = this.provider;
		if (!ws || !this.provider.wsconnected) return false;
		ws.send(
			encoding.encode((encoder) => {
				encoding.writeVarUint(encoder, MESSAGE.barrier);
				encoding.writeVarUint8Array(
					encoder,
					encoding.encode((payload) => encoding.writeVarUint(payload, question))
				);
			})
		);
		await this.until(() => this.#answered >= question || this.provider.ws !== ws);
		return this.#answered >= question;
	}

	/** Breaks the connection without a close frame; the client reconnects on its own. */
	cut(): void {
		(this.provider.ws as unknown as WebSocket | null)?.terminate();
	}

	offline(): void {
		this.provider.disconnect();
	}

	async online(): Promise<void> {
		this.provider.connect();
		await this.until(() => this.provider.synced);
	}

	get text(): Y.Text {
		return this.doc.getText('text of the test');
	}

	get words(): string {
		return this.text.toString();
	}

	end(): void {
		this.provider.destroy();
		this.doc.destroy();
	}
}

function withCookie(cookie: string): typeof globalThis.WebSocket {
	class CookieSocket extends WebSocket {
		constructor(address: string | URL, protocols?: string | string[]) {
			super(address, protocols, { headers: cookie ? { cookie } : {} });
			this.on('error', () => undefined); // a refused connection is reported by the close event
		}
	}
	return CookieSocket as unknown as typeof globalThis.WebSocket;
}

/** The ids in the data of the session's page: documents by kind, people by name. */
export async function insideOf(meeting: Meeting) {
	const response = await fetch(`${meeting.address}/sessions/${meeting.session}/__data.json`, {
		headers: { cookie: await meeting.cookie('rapporteur') }
	});
	const { nodes } = (await response.json()) as { nodes: ({ data?: unknown[] } | null)[] };
	const documents: Record<string, string> = {};
	const people: Record<string, string> = {};
	for (const data of nodes.map((node) => node?.data ?? []))
		for (const value of data) {
			const field = (key: string) => String(data[(value as Record<string, number>)[key] ?? -1]);
			if (typeof value !== 'object' || value === null) continue;
			if ('kind' in value && 'audience' in value) documents[field('kind')] = field('id');
			if ('handle' in value && 'person' in value) people[field('name')] = field('person');
		}
	const board = documents.board;
	if (!board) throw new Error('the session has no board');
	return { board, documents, people };
}
