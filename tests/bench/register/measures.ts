import { table } from '../report/table.ts';
import type { Asker } from './asker.ts';

const WARM = 3; // uncounted rounds, so that a warmed-up server is measured, not its JIT

/** Measures questions one after another, and prints the figures as a table. */
export class Table {
	readonly #rows: string[][] = [];

	/** Asks the given number of times; `ask` may return its own duration, in milliseconds. */
	async measure(
		name: string,
		rounds: number,
		asker: Asker,
		ask: (round: number) => Promise<unknown>
	): Promise<void> {
		for (let round = 0; round < WARM; round++) await ask(round);
		await asker.stall();
		const times: number[] = [];
		for (let round = WARM; round < rounds + WARM; round++) {
			const began = performance.now();
			const said = await ask(round);
			times.push(typeof said === 'number' ? said : performance.now() - began);
		}
		this.#add(name, times, await asker.stall());
	}

	#add(name: string, times: number[], stall: number): void {
		times.sort((a, b) => a - b);
		const at = (share: number) => times[Math.ceil(share * times.length) - 1] ?? NaN;
		this.#rows.push([name, ...[at(0.5), at(0.95), stall].map((ms) => ms.toFixed(0))]);
	}

	text(): string {
		return table(['question', 'median ms', 'p95 ms', 'longest stall ms'], this.#rows);
	}
}
