import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { Seeded } from '../../../tests/support/seeded.ts';
import { TextPerson } from '../../../tests/support/text-person.ts';
import { STEPS, WEIGHTS } from '../../../tests/support/text-steps.ts';

const SEED = Number(process.env.SEED ?? 20_261_129);
const MINUTES = Number(process.env.TEXT_MINUTES ?? 0);
const LENGTH = MINUTES > 0 ? MINUTES * 60_000 : 15_000; // ms

const names = Object.keys(STEPS).flatMap((name) => Array<string>(WEIGHTS[name] ?? 1).fill(name));

/** Words that somebody removed, undid or copied on purpose may be gone, or stand twice. */
class Words {
	readonly typed: string[] = [];
	readonly #gone = new Set<string>();

	/** Does something; words that were there before and are not afterwards went on purpose. */
	during(person: TextPerson, act: () => void): void {
		const before = this.#counts(person);
		act();
		const after = this.#counts(person);
		for (const [word, count] of before) if (after.get(word) !== count) this.#gone.add(word);
		for (const [word, count] of after) if (count > 1 || before.get(word) === undefined) if (this.#known(word)) this.#gone.add(word);
	}

	copied(person: TextPerson): void {
		for (const word of this.#counts(person).keys()) this.#gone.add(word);
	}

	#known(word: string): boolean {
		return this.typed.includes(word) && this.typed.at(-1) !== word;
	}

	#counts(person: TextPerson): Map<string, number> {
		const counts = new Map<string, number>();
		for (const word of person.freshWords.join(' ').match(/<[\d.]+>/g) ?? [])
			counts.set(word, (counts.get(word) ?? 0) + 1);
		return counts;
	}

	check(person: TextPerson): void {
		const counts = this.#counts(person);
		for (const word of this.typed)
			if (!this.#gone.has(word)) expect(counts.get(word), `${word} in ${person.freshWords.join(' | ')}`).toBe(1);
	}
}

class Meeting {
	readonly #seeded: Seeded;
	readonly #people: TextPerson[] = [];
	/** How many of each one's updates each other has. */
	readonly #had = new Map<string, number>();
	readonly #words = new Words();
	readonly log: string[] = [];

	constructor(seed: number) {
		this.#seeded = new Seeded(seed);
		const first = new TextPerson(1_000);
		for (const line of ['one', 'two', 'three', 'four', 'five']) this.#addLine(first, line);
		const state = Y.encodeStateAsUpdate(first.doc);
		const count = 2 + this.#seeded.below(4);
		for (let at = 0; at < count; at++) this.#people.push(new TextPerson(1 + at * 7, state));
		this.#people.push(new TextPerson(500, state, false));
	}

	#addLine(person: TextPerson, line: string): void {
		const end = person.document.content.size;
		const tr = person.state.tr;
		person.dispatch(person.document.childCount === 1 && end === 2 ? tr.insertText(line, 1) : tr.split(end - 1).insertText(line, end + 1));
	}

	run(steps: number): void {
		for (let step = 0; step < steps; step++) {
			if (this.#seeded.next() < 0.4) this.#deliverSome();
			else this.#act(step);
		}
		this.#deliverAll();
		this.#check();
	}

	#act(step: number): void {
		const person = this.#seeded.pick(this.#people.slice(0, -1));
		const name = this.#seeded.pick(names);
		const token = `<${step}.${person.doc.clientID}>`;
		this.log.push(`${person.doc.clientID} ${name}`);
		this.#words.during(person, () => {
			if (['insert', 'slowly', 'reword'].includes(name)) this.#words.typed.push(token);
			STEPS[name]?.(person, this.#seeded, token);
		});
		if (this.#words.typed.at(-1) === token && !person.freshWords.join(' ').includes(token)) this.#words.typed.pop();
		if (['move', 'capture', 'turn', 'carry', 'keep', 'undo', 'redo', 'removeRange', 'grid', 'join'].includes(name)) this.#words.copied(person);
		this.#same(person, name);
	}

	#deliverSome(): void {
		const [from, to] = [this.#seeded.pick(this.#people), this.#seeded.pick(this.#people)];
		this.#deliver(from, to, 1 + this.#seeded.below(6));
	}

	#deliver(from: TextPerson, to: TextPerson, most: number): void {
		if (from === to) return;
		const key = `${from.doc.clientID} ${to.doc.clientID}`;
		const had = this.#had.get(key) ?? 0;
		const updates = from.sent.slice(had, had + most);
		this.#had.set(key, had + updates.length);
		if (updates.length === 0) return;
		const sent = to.sent.length;
		this.log.push(`${to.doc.clientID} receives ${updates.length} of ${from.doc.clientID}`);
		for (const update of this.#seeded.next() < 0.5 ? [Y.mergeUpdates(updates)] : updates) to.receive(update);
		expect(to.sent.length, 'nobody answers a change with a change').toBe(sent);
		this.#same(to, 'receive');
	}

	#deliverAll(): void {
		for (const to of this.#people)
			for (const from of this.#people) this.#deliver(from, to, Infinity);
	}

	#same(person: TextPerson, what: string): void {
		if (process.env.TRACE) console.log(this.log.at(-1), person.doc.clientID, JSON.stringify(person.freshWords));
		if (JSON.stringify(person.document) !== JSON.stringify(person.fresh))
			expect(person.document.toJSON(), `${person.doc.clientID} ${what}`).toEqual(person.fresh.toJSON());
		person.document.check();
	}

	#check(): void {
		const [first, ...rest] = this.#people;
		for (const person of rest) expect(person.document.toJSON()).toEqual(first?.document.toJSON());
		for (const { doc } of this.#people) {
			expect(doc.store.pendingStructs).toBeNull();
			expect(doc.store.pendingDs).toBeNull();
		}
		if (first) this.#words.check(first);
		expect(this.#people.at(-1)?.sent).toEqual([]);
	}
}

it(
	'[property] two to five people write, in any order: all see the same, and every word',
	{ timeout: LENGTH + 60_000 },
	() => {
		const until = Date.now() + LENGTH;
		let runs = 0;
		for (let seed = SEED; Date.now() < until; seed++, runs++) {
			const meeting = new Meeting(seed);
			try {
				meeting.run(30 + (seed % 60));
			} catch (error) {
				console.log(`SEED=${seed}: ${meeting.log.slice(-30).join(', ')}`);
				throw error;
			}
		}
		console.log(`SEED=${SEED}, ${runs} meetings`);
		expect(runs).toBeGreaterThan(3);
	}
);
