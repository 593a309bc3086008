import type { Listener } from '../listener.ts';
import type { Meeting, Who } from '../meeting.ts';
import type { ReaderName } from './readers.ts';

/** What changed for somebody while others did something that they must not notice: pages, and events of the live channel. */
export interface Seen {
	readonly who: Who;
	readonly differing: readonly string[];
}

/** Of what the room does, not of the document: a page may be told these at any time. */
const ROOM = ['present', 'presentChanged'];

const SAME = 4; // looks

/** When a paper was made. */
const MADE = /\d{1,2} \w+ \d{4},? (at )?\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]+Z|nonce="[^"]*"/g;

/** People who look at all pages with lists and counts while something is done for others. */
export class Onlookers {
	readonly seen: Seen[] = [];
	readonly #meeting: Meeting;
	readonly #ears: ReadonlyMap<ReaderName, Listener>;
	readonly #areLooking: boolean;

	constructor(meeting: Meeting, ears: ReadonlyMap<ReaderName, Listener>, areLooking: boolean) {
		this.#meeting = meeting;
		this.#ears = ears;
		this.#areLooking = areLooking;
	}

	/**
	 * Does something that these people must not notice, and takes down what it changes for them. `told` are events that they
	 * get all the same; `pages` are looked at besides.
	 */
	async during<T>(
		people: readonly Who[],
		act: () => Promise<T>,
		{ told = [], pages = [] }: { told?: readonly string[]; pages?: readonly string[] } = {}
	): Promise<T> {
		if (!this.#areLooking) return act();
		const looked = [...this.#pages(), ...pages];
		const before = await Promise.all(people.map((who) => this.#quiet(who, looked)));
		const heard = people.map((who) => this.#told(who).length);
		const done = await act();
		for (const [at, who] of people.entries()) {
			const after = await this.#quiet(who, looked);
			const changed = looked.filter((_, page) => before[at]?.[page] !== after[page]);
			const events = this.#told(who)
				.slice(heard[at])
				.filter((name) => !told.includes(name));
			this.seen.push({ who, differing: [...changed, ...events.map((name) => `event ${name}`)] });
		}
		return done;
	}

	#told(who: Who): string[] {
		const heard = this.#ears.get(who)?.heard ?? [];
		const names = heard.map(({ name, said }) => [name, ...said].join(' '));
		return names.filter((name) => !ROOM.some((one) => name.startsWith(one)));
	}

	/** Pages whose lists and counts would show that there is something. */
	#pages(): string[] {
		return [
			...['', '/decisions', '/notifications'].map((path) => `${path}/__data.json`),
			...['table', 'board', 'timeline'].map((as) => `/actions/__data.json?show=all&as=${as}`),
			...['organisation', 'mine'].map((whose) => `/actions/__data.json?show=${whose}`),
			...['', '/progress'].map((path) => `/sessions/${this.#meeting.session}${path}/__data.json`)
		];
	}

	/** The pages once nothing of what was done before is on its way to them any more: some looks are the same, and no event came. */
	async #quiet(who: Who, pages: readonly string[]): Promise<readonly string[]> {
		const look = () => Promise.all(pages.map((path) => this.#timeless(who, path)));
		let [last, told, same] = [await look(), this.#told(who).length, 0];
		for (;;) {
			const now = await look();
			const isSame = now.every((page, at) => page === last[at]) && this.#told(who).length === told;
			same = isSame ? same + 1 : 0;
			if (same === SAME) return now;
			[last, told] = [now, this.#told(who).length];
		}
	}

	/** The data of a page, or a paper, without the time of asking. */
	async #timeless(who: Who, path: string): Promise<string> {
		const text = await (await this.#meeting.get(who, path)).text();
		if (!path.includes('__data.json')) return text.replaceAll(MADE, 'a moment');
		const { nodes } = JSON.parse(text) as {
			nodes: readonly ({ data?: readonly unknown[] } | null)[];
		};
		const read = nodes.map((node) => (node?.data ? unfolded(node.data, 0) : node));
		return JSON.stringify(read).replaceAll(/\b\d{13}\b/g, 'a moment');
	}
}

/** A value of a page's data, in which equal values, such as two moments, stand once and are referred to. */
function unfolded(data: readonly unknown[], at: number): unknown {
	const value = data[at];
	if (typeof value !== 'object' || value === null) return value;
	const isPlain = !Array.isArray(value) || typeof value[0] !== 'string';
	const inner = (one: unknown) => (typeof one === 'number' && isPlain ? unfolded(data, one) : one);
	if (Array.isArray(value)) return value.map(inner);
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]));
}
