import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A telephone line to a server that can be cut and mended, with everything that runs through it. */
export interface Line {
	readonly address: string;
	/** Drops every connection and refuses new ones. */
	cut(): void;
	mend(): void;
	close(): Promise<void>;
}

export async function layLine(to: string): Promise<Line> {
	const { port } = new URL(to);
	const open = new Set<Socket>();
	let isCut = false;
	const server = createServer((near) => {
		if (isCut) return void near.destroy();
		const far = connect(Number(port), '127.0.0.1');
		for (const [one, other] of [
			[near, far],
			[far, near]
		] as const) {
			open.add(one);
			one.pipe(other);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				open.delete(one);
				other.destroy();
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const drop = () => open.forEach((socket) => socket.destroy());
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		cut() {
			isCut = true;
			drop();
		},
		mend() {
			isCut = false;
		},
		close() {
			drop();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
}
