import { POLLED_PATH } from '#shared/protocol/polled.ts';

const SEPARATOR = '\x1e';

/** Long polling by hand, which polls only when it is told to. */
export class RawPoll {
	readonly #address: string;

	private constructor(address: string) {
		this.#address = address;
	}

	/** Connects, and opens documents by the names of their namespaces. Rejects when it is refused. */
	static async open(address: string, names: readonly string[], cookie = ''): Promise<RawPoll> {
		const start = `${address}${POLLED_PATH}/?EIO=4&transport=polling`;
		const opened = await (await fetch(start, { headers: { cookie } })).text();
		const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
		const poll = new RawPoll(`${start}&sid=${sid}`);
		await poll.post(...names.map((name) => `40${name},`));
		return poll;
	}

	/** Sends packets as they stand; the status of the answer. */
	async post(...packets: string[]): Promise<number> {
		const body = packets.join(SEPARATOR);
		const response = await fetch(this.#address, { method: 'POST', body });
		await response.text();
		return response.status;
	}

	/** The packets that answer a poll; bytes among them come as "b…" in base64. */
	async poll(): Promise<string[]> {
		return (await (await fetch(this.#address)).text()).split(SEPARATOR);
	}

	/** Polls until a packet matches. */
	async until(wanted: RegExp): Promise<string> {
		for (;;) {
			const found = (await this.poll()).find((packet) => wanted.test(packet));
			if (found !== undefined) return found;
		}
	}
}

/** The packets that send bytes to a document. */
export function framesPackets(name: string, bytes: Uint8Array): string[] {
	return [
		`451-${name},["frames",{"_placeholder":true,"num":0}]`,
		`b${Buffer.from(bytes).toString('base64')}`
	];
}
