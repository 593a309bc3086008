import type { Meeting, Who } from '../../support/meeting.ts';
import { StockClient } from '../../support/stock-client.ts';
import { Latencies } from '../load/latencies.ts';
import { sleep } from '../load/timing.ts';

const PEOPLE: readonly Who[] = ['chair', 'rapporteur', 'olga', 'ukraine'];
const PAUSE = 500; // ms between two words of one person
const PATIENCE = 10_000; // ms until a word counts as not acknowledged, and is asked about again

/** People who type into one document, as in their browsers. */
export class Honest {
	readonly #clients: readonly StockClient[];
	readonly latencies = new Latencies();
	readonly words: string[] = [];
	/** How often a connection was lost, and a word was not acknowledged at once. */
	lost = 0;
	#isOver = false;

	private constructor(clients: readonly StockClient[]) {
		this.#clients = clients;
		for (const { provider } of clients)
			provider.on('connection-close', (event) => (this.lost += event ? 1 : 0));
	}

	static async open(meeting: Meeting, document: string, count: number): Promise<Honest> {
		const clients: StockClient[] = [];
		for (let index = 0; index < count; index++) {
			const who = PEOPLE[index % PEOPLE.length] ?? 'chair';
			clients.push(await StockClient.open(meeting, document, who));
		}
		return new Honest(clients);
	}

	/** Types until {@link stop}. */
	async type(): Promise<void> {
		await Promise.all(this.#clients.map((client, index) => this.#typeAs(client, index)));
	}

	stop(): void {
		this.#isOver = true;
	}

	async #typeAs(client: StockClient, index: number): Promise<void> {
		await sleep((index * PAUSE) / this.#clients.length);
		for (let n = 0; !this.#isOver; n++) {
			const word = `h${index}w${n} `;
			const began = performance.now();
			client.text.insert(client.text.length, word);
			while (!(await this.#isSaved(client))) await sleep(100);
			this.words.push(word);
			const took = performance.now() - began;
			this.latencies.add(took);
			await sleep(Math.max(0, PAUSE - took));
		}
	}

	#isSaved(client: StockClient): Promise<boolean> {
		return Promise.race([client.saved(), sleep(PATIENCE, false)]);
	}

	end(): void {
		for (const client of this.#clients) client.end();
	}
}
