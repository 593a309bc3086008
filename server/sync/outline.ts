import { asText, Skim, TooHeavy } from './skim.ts';
import { StructReader } from './struct-reader.ts';

/** One client's structs in an update, in its bytes from `at`. */
export interface Run {
	readonly client: number;
	readonly clock: number;
	readonly count: number;
	readonly at: number;
}

/** Where everything is in an update, without its content. */
export interface Outline {
	readonly update: Uint8Array;
	readonly runs: readonly Run[];
	readonly count: number;
	/** Names of the root types that something is written to. */
	readonly roots: readonly string[];
	/** Ranges: client, clock, length, client … */
	readonly deletions: readonly number[];
	/** The byte at which the deletions begin. */
	readonly end: number;
}

/**
 * Reads over all of an update, in a time that goes with its bytes. `most` is how many structs, values and ranges it may
 * have. Whatever is malformed in it would end every client that decodes it.
 */
export function outlineOf(update: Uint8Array, most = Infinity): Outline | 'malformed' | 'heavy' {
	try {
		return new OutlineReader(update, most).read();
	} catch (error) {
		return error instanceof TooHeavy ? 'heavy' : 'malformed';
	}
}

/** True when an update can be read, and holds no more than so many structs, values and ranges. */
export function isLight(update: Uint8Array, most: number): boolean {
	return typeof outlineOf(update, most) !== 'string';
}

class OutlineReader {
	readonly #update: Uint8Array;
	readonly #skim: Skim;
	readonly #structs: StructReader;
	readonly #roots = new Set<string>();
	#lastRoot: Uint8Array = new Uint8Array();
	#count = 0;

	constructor(update: Uint8Array, most: number) {
		this.#update = update;
		this.#skim = new Skim(update, most);
		this.#structs = new StructReader(this.#skim);
	}

	read(): Outline {
		const runs: Run[] = [];
		for (let left = this.#skim.count(); left > 0; left--) runs.push(this.#run());
		// Yjs reads one run for each client and forgets an earlier one; no client writes two.
		if (new Set(runs.map(({ client }) => client)).size < runs.length)
			throw new RangeError('two runs of a client');
		const end = this.#skim.at;
		const deletions = this.#deletions();
		if (this.#skim.at < this.#update.length) throw new RangeError('more than an update');
		const [update, count] = [this.#update, this.#count];
		return { update, runs, count, roots: [...this.#roots], deletions, end };
	}

	#run(): Run {
		const count = this.#skim.count();
		if (count === 0) throw new RangeError('an empty run');
		const run = { client: this.#skim.number(), clock: this.#skim.number(), count };
		const at = this.#skim.at;
		let { clock } = run;
		for (let left = count; left > 0; left--) {
			this.#structs.next();
			clock += this.#structs.length;
			if (this.#structs.root) this.#addRoot(this.#structs.root);
		}
		if (!Number.isSafeInteger(clock)) throw new RangeError('a clock beyond the safe integers');
		this.#count += count;
		return { ...run, at };
	}

	#addRoot(name: Uint8Array): void {
		if (this.#roots.size > 0 && Buffer.compare(name, this.#lastRoot) === 0) return;
		this.#roots.add(asText(name));
		this.#lastRoot = name;
	}

	#deletions(): number[] {
		const ranges: number[] = [];
		for (let clients = this.#skim.count(); clients > 0; clients--) {
			const client = this.#skim.number();
			for (let left = this.#skim.count(); left > 0; left--)
				ranges.push(client, this.#skim.number(), this.#skim.number());
		}
		return ranges;
	}
}
