import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A TCP proxy to a server that can be cut and restored, with all connections through it. */
export interface Line {
	readonly address: string;
	/** Drops every connection and refuses new ones. */
	cut(): void;
	/** Passes half of the next chunk, whatever it is, and drops all connections. */
	tear(): void;
	/** Passes nothing more over the connections that are open, which do not close; new ones work. */
	hush(): void;
	restore(): void;
	close(): Promise<void>;
}

export async function layLine(to: string): Promise<Line> {
	const { port } = new URL(to);
	const open = new Set<Socket>();
	const drop = () => open.forEach((socket) => socket.destroy());
	let isCut = false;
	let isTearing = false;
	const wire = () =>
		new Transform({
			transform(chunk: Buffer, _encoding, done) {
				if (!isTearing) return done(null, chunk);
				isTearing = false;
				this.push(chunk.subarray(0, chunk.length >> 1));
				setImmediate(drop);
			}
		});
	const server = createServer((near) => {
		if (isCut) return void near.destroy();
		const far = connect(Number(port), '127.0.0.1');
		for (const [one, other] of [
			[near, far],
			[far, near]
		] as const) {
			open.add(one);
			one.pipe(wire()).pipe(other);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				open.delete(one);
				other.destroy();
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		cut() {
			isCut = true;
			drop();
		},
		tear() {
			isTearing = true;
		},
		hush() {
			for (const socket of open) socket.unpipe().pause();
		},
		restore() {
			isCut = false;
		},
		close() {
			drop();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
}
