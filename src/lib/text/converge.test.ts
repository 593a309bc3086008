import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { REGISTER_ROOTS } from '#shared/records/records.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import { TextPerson } from '../../../tests/support/text-person.ts';
import { STEPS, WEIGHTS } from '../../../tests/support/text-steps.ts';

const SEED = Number(process.env.SEED ?? 20_261_129);
const MINUTES = Number(process.env.TEXT_MINUTES ?? 0);
const LENGTH = MINUTES > 0 ? MINUTES * 60_000 : 15_000; // ms

const names = Object.keys(STEPS).flatMap((name) => Array<string>(WEIGHTS[name] ?? 1).fill(name));

/** The letters of a text and of what its heads hold, and the item that each came with. */
function lettersIn(text: Y.Text, found: { letters: string; ids: string[] }): void {
	for (let item = text._start; item; item = item.right) {
		if (item.deleted) continue;
		const { content, id } = item;
		if (content instanceof Y.ContentString) {
			found.letters += content.str;
			for (let at = 0; at < content.str.length; at++)
				found.ids.push(`${id.client}.${id.clock + at}`);
		} else if (content instanceof Y.ContentType && content.type instanceof Y.Map) {
			found.letters += '\n';
			found.ids.push('');
			for (const held of (content.type as Y.Map<unknown>).values())
				if (held instanceof Y.Text) lettersIn(held, found);
		}
	}
}

/** Each word of a text and of the records, with the places where it stands. */
function wordsIn(text: Y.Text): Map<string, string> {
	const found: { letters: string; ids: string[] } = { letters: '', ids: [] };
	lettersIn(text, found);
	for (const root of REGISTER_ROOTS)
		for (const record of text.doc?.getMap<Y.Map<unknown>>(root).values() ?? []) {
			found.letters += '\n';
			found.ids.push('');
			lettersIn(record.get('text') as Y.Text, found);
		}
	const words = new Map<string, string>();
	for (const { 0: word, index } of found.letters.matchAll(/<[\d.]+>/g))
		words.set(word, `${words.get(word) ?? ''} ${found.ids[index]}`);
	return words;
}

/** The words that were typed. One that somebody removed, undid or copied on purpose may be gone, or stand twice. */
class Words {
	readonly typed = new Set<string>();
	readonly #loose = new Set<string>();

	during(person: TextPerson, act: () => void): void {
		const before = wordsIn(person.text);
		act();
		const after = wordsIn(person.text);
		for (const [word, places] of before) if (after.get(word) !== places) this.#loose.add(word);
		for (const word of after.keys())
			if (!before.has(word) && this.typed.has(word)) this.#loose.add(word);
		for (const word of after.keys()) this.typed.add(word);
	}

	/** How many must be there, once. */
	check(person: TextPerson, isMeant = (_word: string) => true): number {
		const seen = person.freshWords.join(' ').match(/<[\d.]+>/g) ?? [];
		const kept = [...this.typed].filter((word) => !this.#loose.has(word) && isMeant(word));
		for (const word of kept)
			if (seen.filter((one) => one === word).length !== 1)
				expect.fail(`${word} in ${person.freshWords.join(' | ')}`);
		return kept.length;
	}
}

class Meeting {
	readonly #seeded: Seeded;
	readonly #people: TextPerson[] = [];
	/** How many of each one's updates each other has. */
	readonly #had = new Map<string, number>();
	readonly #words = new Words();
	readonly log: string[] = [];
	/** Words that were looked for at the end. */
	kept = 0;

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
		person.dispatch(
			person.document.childCount === 1 && end === 2
				? tr.insertText(line, 1)
				: tr.split(end - 1).insertText(line, end + 1)
		);
	}

	run(steps: number): void {
		for (let step = 0; step < steps; step++) {
			if (this.#seeded.next() < 0.4) this.#deliverSome();
			else this.#act(step);
		}
		this.#deliverAll();
		this.#check();
		this.#undoAll();
	}

	/** Whoever takes everything back that they did takes nothing of others', and can do it again. */
	#undoAll(): void {
		const person = this.#seeded.pick(this.#people.slice(0, -1));
		this.log.push(`${person.doc.clientID} undoes everything`);
		for (let most = 500; most > 0 && person.undo.undo(); most--) this.#same(person, 'undo');
		this.#words.check(person, (word) => !word.endsWith(`.${person.doc.clientID}>`));
		for (let most = 500; most > 0 && person.undo.redo(); most--) this.#same(person, 'redo');
		expect(person.undo.redo()).toBe(false);
		this.#words.check(person, (word) => !word.endsWith(`.${person.doc.clientID}>`));
	}

	#act(step: number): void {
		const person = this.#seeded.pick(this.#people.slice(0, -1));
		const name = this.#seeded.pick(names);
		const token = `<${step}.${person.doc.clientID}>`;
		this.log.push(`${person.doc.clientID} ${name}`);
		this.#words.during(person, () => STEPS[name]?.(person, this.#seeded, token));
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
		for (const update of this.#seeded.next() < 0.5 ? [Y.mergeUpdates(updates)] : updates)
			to.receive(update);
		expect(to.sent.length, 'nobody answers a change with a change').toBe(sent);
		this.#same(to, 'receive');
	}

	#deliverAll(): void {
		for (const to of this.#people)
			for (const from of this.#people) this.#deliver(from, to, Infinity);
	}

	#same(person: TextPerson, what: string): void {
		if (process.env.TRACE)
			console.log(this.log.at(-1), person.doc.clientID, JSON.stringify(person.freshWords));
		if (JSON.stringify(person.document) !== JSON.stringify(person.fresh))
			expect(person.document.toJSON(), `${person.doc.clientID} ${what}`).toEqual(
				person.fresh.toJSON()
			);
		person.document.check();
	}

	#check(): void {
		const [first, ...rest] = this.#people;
		for (const person of rest) expect(person.document.toJSON()).toEqual(first?.document.toJSON());
		for (const { doc } of this.#people) {
			expect(doc.store.pendingStructs).toBeNull();
			expect(doc.store.pendingDs).toBeNull();
		}
		if (first) this.kept = this.#words.check(first);
		expect(this.#people.at(-1)?.sent).toEqual([]);
	}
}

it(
	'[property] two to five people write, in any order: all see the same, and every word',
	{ timeout: LENGTH + 60_000 },
	() => {
		const until = Date.now() + LENGTH;
		let [runs, kept] = [0, 0];
		for (let seed = SEED; Date.now() < until; seed++, runs++) {
			const meeting = new Meeting(seed);
			try {
				meeting.run(30 + (seed % 60));
				kept += meeting.kept;
			} catch (error) {
				console.log(`SEED=${seed}: ${meeting.log.slice(-30).join(', ')}`);
				throw error;
			}
		}
		console.log(`SEED=${SEED}, ${runs} meetings, ${kept} words`);
		expect(runs).toBeGreaterThan(3);
	}
);
