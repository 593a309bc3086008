import { once } from 'node:events';
import {
	createServer,
	request,
	type ClientRequest,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a network does with WebSockets. */
export type Treatment =
	| 'passed'
	/** Refused at once. */
	| 'refused'
	/** Never answered. */
	| 'hanging'
	/** Opened, and then nothing comes through. */
	| 'swallowed'
	/** Let through, and cut a second later. */
	| 'cut'
	/** Asked for without `Upgrade`, as some proxies do. */
	| 'stripped';

const CUT_AFTER = 1_000; // ms
const FORBIDDEN = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** An HTTP proxy in front of a server: a network that treats WebSockets in some way. */
export class BlockingProxy {
	readonly #to: URL;
	readonly #server = createServer((from, back) => this.#pass(from, back));
	readonly #streams = new Set<Duplex>();
	readonly #hanging = new Set<Duplex>();
	#treatment: Treatment;
	/** Documents' WebSockets that are open now. */
	sockets = 0;

	private constructor(to: string, treatment: Treatment) {
		this.#to = new URL(to);
		this.#treatment = treatment;
		this.#server.on('upgrade', (from, near) => this.#treat(from, near));
		this.#server.on('connection', (near) => {
			this.#streams.add(near);
			near.on('close', () => this.#streams.delete(near)).on('error', () => near.destroy());
		});
	}

	static async start(to: string, treatment: Treatment): Promise<BlockingProxy> {
		const proxy = new BlockingProxy(to, treatment);
		proxy.#server.listen(0, '127.0.0.1');
		await once(proxy.#server, 'listening');
		return proxy;
	}

	get address(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** The computer moves to a network that does this; what hung in the last one ends. */
	become(treatment: Treatment): void {
		this.#treatment = treatment;
		for (const near of this.#hanging) near.destroy();
	}

	#treat(from: IncomingMessage, near: Duplex): void {
		switch (this.#treatment) {
			case 'passed':
				return this.#tunnel(from, near);
			case 'cut':
				setTimeout(() => near.destroy(), CUT_AFTER);
				return this.#tunnel(from, near);
			case 'swallowed':
				return this.#swallow(from, near);
			case 'stripped':
				return this.#strip(from, near);
			case 'hanging':
				return void this.#hanging.add(near);
			case 'refused':
				return void near.end(FORBIDDEN);
		}
	}

	#ask(from: IncomingMessage, headers: OutgoingHttpHeaders = from.headers): ClientRequest {
		const { hostname, port } = this.#to;
		return request({ hostname, port, method: from.method, path: from.url, headers, agent: false });
	}

	#pass(from: IncomingMessage, back: ServerResponse): void {
		const asked = this.#ask(from);
		asked.on('response', (answer) => {
			back.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
			answer.pipe(back);
		});
		asked.on('error', () => back.destroy());
		back.on('close', () => asked.destroy());
		from.pipe(asked);
	}

	#tunnel(from: IncomingMessage, near: Duplex): void {
		const asked = this.#ask(from);
		asked.on('upgrade', (answer, far, first: Buffer) => {
			near.write(headOf(answer));
			near.write(first);
			far.pipe(near).pipe(far);
			far.on('error', () => near.destroy()).on('close', () => near.destroy());
			near.on('close', () => far.destroy());
			if (from.url?.startsWith('/sync/')) this.#count(near);
		});
		asked.on('error', () => near.destroy());
		asked.end();
	}

	#swallow(from: IncomingMessage, near: Duplex): void {
		const asked = this.#ask(from);
		asked.on('upgrade', (answer, far) => {
			near.write(headOf(answer));
			near.on('close', () => far.destroy()).resume();
			this.#hanging.add(near);
		});
		asked.on('error', () => near.destroy());
		asked.end();
	}

	#count(near: Duplex): void {
		this.sockets += 1;
		near.on('close', () => (this.sockets -= 1));
	}

	#strip(from: IncomingMessage, near: Duplex): void {
		const headers = { ...from.headers, connection: 'close' };
		delete headers.upgrade;
		const asked = this.#ask(from, headers);
		asked.on('response', (answer) => {
			near.write(headOf(answer));
			answer.pipe(near);
		});
		asked.on('error', () => near.destroy());
		asked.end();
	}

	async close(): Promise<void> {
		for (const near of this.#streams) near.destroy();
		this.#server.close();
		await once(this.#server, 'close');
	}
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
	const lines = rawHeaders.flatMap((name, at) =>
		at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []
	);
	return [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, '', ''].join('\r\n');
}
