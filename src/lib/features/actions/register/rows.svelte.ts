import { SvelteMap } from 'svelte/reactivity';
import type { RegisterAction } from '#shared/register/register-action.ts';

/** Rows fetched at a time. */
const PAGE = 100;

type Ask = (query: string, from: number) => Promise<readonly RegisterAction[] | undefined>;

/**
 * The rows of the table, fetched page by page as they come into view. After a change, known rows stay on the screen
 * until the new ones arrive, and only visible rows are fetched again.
 */
export class RegisterRows {
	readonly #ask: Ask;
	readonly #rows = new SvelteMap<number, RegisterAction>();
	/** Pages requested so far; not reactive, since nothing renders them. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	readonly #asked = new Map<number, Promise<void>>();
	#query = '';
	#total = $state(0);
	#shown = [0, 0] as const as readonly [from: number, to: number];

	constructor(ask: Ask) {
		this.#ask = ask;
	}

	get total(): number {
		return this.#total;
	}

	/** A row; undefined until it has arrived. */
	at(index: number): RegisterAction | undefined {
		return this.#rows.get(index);
	}

	/** The index of a row, among those known. */
	indexOf(key: string): number | undefined {
		for (const [index, row] of this.#rows) if (keyOf(row) === key) return index;
		return undefined;
	}

	/** Takes the first page of rows, as loaded with the page or reloaded. */
	take(query: string, first: readonly RegisterAction[], total: number): void {
		if (query !== this.#query) this.#rows.clear();
		this.#query = query;
		this.#total = total;
		for (const index of [...this.#rows.keys()]) if (index >= total) this.#rows.delete(index);
		first.forEach((row, index) => this.#rows.set(index, row));
		this.#asked.clear();
		this.#asked.set(0, Promise.resolve());
		void this.want(...this.#shown);
	}

	/** Fetches those of these rows that are missing. */
	async want(from: number, to: number): Promise<void> {
		this.#shown = [from, to];
		await this.load(from, to);
	}

	/** The same for rows that are not shown. */
	async load(from: number, to: number): Promise<void> {
		const pages: Promise<void>[] = [];
		for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, this.#total); page++) {
			const asked = this.#asked.get(page) ?? this.#fetch(page, this.#query);
			this.#asked.set(page, asked);
			pages.push(asked);
		}
		await Promise.all(pages);
	}

	/** Resolves when the visible rows match the server as of the last request. */
	settled(): Promise<void> {
		return this.want(...this.#shown);
	}

	async #fetch(page: number, query: string): Promise<void> {
		const asked = this.#asked;
		const rows = await this.#ask(query, page * PAGE);
		if (query !== this.#query) return;
		if (rows) rows.forEach((row, index) => this.#rows.set(page * PAGE + index, row));
		else asked.delete(page); // retried the next time it comes into view
	}
}

/** Identifies an action in the register. */
export function keyOf({ document, id }: Pick<RegisterAction, 'document' | 'id'>): string {
	return `${document} ${id}`;
}
