import type { Started } from '../../support/started.ts';
import type { RegisterAction } from '../../../src/shared/register/register-action.ts';

interface Options {
	readonly address: string;
	readonly cookie: string;
	readonly server: Started;
}

/** Milliseconds. */
interface Block {
	readonly stall: number;
	readonly work: number;
}

/** A signed-in HTTP client; every answer must be successful. */
export class Asker {
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	/** The answer as text. */
	async get(path: string): Promise<string> {
		const { address, cookie } = this.#options;
		return taken(await fetch(address + path, { headers: { cookie } }));
	}

	async post(path: string, command: unknown): Promise<string> {
		const { address, cookie } = this.#options;
		const headers = { cookie, origin: address, 'content-type': 'application/json' };
		const body = JSON.stringify(command);
		return taken(await fetch(address + path, { method: 'POST', headers, body }));
	}

	/** A page of the register. */
	async rows(query: string): Promise<readonly RegisterAction[]> {
		const { actions } = JSON.parse(await this.get(`/api/actions?${query}`)) as {
			actions: RegisterAction[];
		};
		return actions;
	}

	/** How many actions this person may read. */
	async total(): Promise<number> {
		const csv = await this.get('/actions/export?show=all&format=json');
		return (JSON.parse(csv) as { actions: unknown[] }).actions.length;
	}

	/** The longest block of the server's event loop since the last call, in milliseconds. */
	async stall(): Promise<number> {
		return (await this.block()).stall;
	}

	/** The same, and the longest time that its thread worked without a break. */
	async block(): Promise<Block> {
		const { child } = this.#options.server;
		const said = new Promise<Block>((resolve) => {
			const look = (text: string) => {
				const found = /longest stall (\S+) ms, longest work (\S+) ms/.exec(text);
				if (!found) return;
				child.stdout?.off('data', look);
				resolve({ stall: Number(found[1]), work: Number(found[2]) });
			};
			child.stdout?.on('data', look);
		});
		child.kill('SIGUSR2');
		return said;
	}
}

async function taken(response: Response): Promise<string> {
	const text = await response.text();
	if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
	return text;
}
