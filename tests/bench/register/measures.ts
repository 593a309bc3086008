import { table } from '../report/table.ts';
import type { Asker } from './asker.ts';

const WARM = 3; // rounds that are not counted: a server that has run for a while is measured, not its compilers

/** Measures questions one after the other, and sets the figures as a table. */
export class Table {
	readonly #rows: string[][] = [];

	/** Asks so many times; `ask` may say itself how long it took, in milliseconds. */
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
