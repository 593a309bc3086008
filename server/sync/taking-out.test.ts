import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { isId, newId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { withholdLines, type Withholding } from '#shared/restrict/withhold-lines.ts';
import { putLate } from '#shared/restrict/put-late.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { recordsHere } from '#shared/records/records.ts';
import { readText, wordsOf } from '#shared/text/read.ts';
import { ACTS, meetingText, OF_LINE, STANDING } from '../../tests/support/text-acts.ts';
import { TextPerson } from '../../tests/support/text-person.ts';
import type { LateWords } from './document-store.ts';
import { encodeNews } from './encode-news.ts';
import { History } from './history.ts';
import { TakingOut } from './taking-out.ts';
import type { News } from './verdict.ts';

const ROOT = 'lines:text';

type Made = Extract<Withholding, { kind: 'withheld' }> & { readonly id: DocumentId };

/** Who writes under a number. */
const AUTHORS: Readonly<Record<number, PersonId>> = { 1: newId(), 2: newId() };

/** A document as the server has it, and everybody in it. */
class Document {
	readonly history: History;
	readonly late: LateWords[] = [];
	readonly people: TextPerson[] = [];
	readonly #takingOut: TakingOut;

	constructor(state: Uint8Array) {
		this.history = new History({
			...{ snapshot: { state, index: undefined }, updates: [], head: 1, authors: [] }
		});
		this.#takingOut = new TakingOut({
			id: newId<DocumentId>(),
			history: this.history,
			committer: { addLate: (words) => this.late.push(words) },
			authorOf: (client) => AUTHORS[client],
			store: (news) => this.#store(news)
		});
	}

	/** Somebody's changes arrive. */
	take(update: Uint8Array): void {
		const verdict = this.history.judge(update);
		if (verdict.kind === 'known') return;
		if (verdict.kind !== 'new' || !verdict.isWhole) throw new Error(verdict.kind);
		const parted = this.#takingOut.part(verdict, AUTHORS[2]);
		if (parted === 'too-much') throw new Error(parted);
		this.#store(parted ?? verdict);
	}

	#store(news: News): void {
		const { update } = this.history.keep(news);
		for (const person of this.people) person.receive(update);
	}

	withhold(ids: readonly LineId[]): Made {
		const { head } = this.history;
		const { doc } = this.read();
		const before = Y.encodeStateVector(doc);
		const made = doc.transact(() => withholdLines(doc, ROOT, ids, newId() as string as LineId));
		if (made.kind !== 'withheld') throw new Error(made.kind);
		const update = Y.encodeStateAsUpdate(doc, before);
		const annex = newId<DocumentId>();
		const taken = { ...made.withheld, ranges: made.withheld.moved, annex };
		this.#whileWorkedOut();
		const isTaken = this.#takingOut.take({ head, update, taken }, newId());
		expect(isTaken).toBe(true);
		return { ...made, id: annex };
	}

	/** What happens between the reading of the document and the taking out. */
	meanwhile: (() => void) | undefined;

	#whileWorkedOut(): void {
		this.meanwhile?.();
	}

	read(): { doc: Y.Doc; text: Y.Text } {
		const doc = new Y.Doc();
		for (const part of this.history.parts) Y.applyUpdate(doc, part);
		return { doc, text: doc.getText(ROOT) };
	}

	/** Everything that is said in the document once it is written anew, also what nobody is shown. */
	get said(): string {
		const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(this.read().doc));
		const said = structs.flatMap((one) => ('content' in one ? saidIn(one.content) : []));
		return said
			.filter((word) => !isId(word) && !IS_SUM.test(word) && !IS_CARD.test(word))
			.join(' | ');
	}
}

const IS_SUM = /^\w+\.\w+$/;
const IS_CARD = /^(action|decision):/;

function saidIn(content: Y.Item['content']): string[] {
	if (content instanceof Y.ContentString) return [content.str];
	if (content instanceof Y.ContentAny)
		return content.arr.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
	return content instanceof Y.ContentFormat ? [JSON.stringify(content.value)] : [];
}

const idOf = (person: TextPerson, words: string) => person.line(words).node.attrs.id as LineId;

/** The annex with what came late, in words. */
function annexOf({ annex, withheld, id }: Made, late: readonly LateWords[]) {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, annex);
	const moved = [...withheld.moved];
	for (const one of late) {
		const own = one.late.filter((part) => part.annex === id);
		moved.push(...putLate(doc, moved, own));
	}
	return readText(doc.getText('lines')).lines.map(wordsOf);
}

/** Somebody in a meeting whose text others wrote. */
function meeting(): TextPerson {
	const writer = new TextPerson(4);
	meetingText(writer);
	return new TextPerson(1, Y.encodeStateAsUpdate(writer.doc));
}

/** Parts of the meeting's text that are taken out, as the words with which their lines begin. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
	'a line in the middle': ['third', 'fourth'],
	'the first lines': ['first', 'second'],
	'a card and a table': ['Report', 'a1'],
	'the last line': ['fifth'],
	everything: ['']
};
const WORDS = [...STANDING, ...OF_LINE];
const CASES = Object.keys(PARTS).flatMap((part) => Object.keys(ACTS).map((act) => [part, act]));

const wordsIn = (late: LateWords['late']) => late.map(({ words }) => words).join('');

/** A letter behind another item. */
const chained = (client: number, behind: Y.ID, clock = 0) =>
	new Y.Item(
		...([Y.createID(client, clock), null, behind, null, null, null as never, null] as const),
		new Y.ContentString('x')
	);

/** The ids and words of the lines from the first with these words to the last. */
function linesOf(person: TextPerson, part: readonly string[]) {
	const { lines, document } = person;
	const places = lines.flatMap((line, at) =>
		part.some((word) => line.includes(word)) ? [at] : []
	);
	const [from, to] = [places[0], (places.at(-1) ?? 0) + 1];
	const ids = document.children.slice(from, to).map(({ attrs }) => attrs.id as LineId);
	return { ids, words: lines.slice(from, to).join(' | ') };
}

it.each(CASES)(
	'[R20] takes out %s, whatever somebody did to the text meanwhile: %s',
	(part, name) => {
		const act = ACTS[name];
		const ann = meeting();
		act?.before?.(ann);
		ann.undo.endGroup();
		ann.sent.splice(0);
		const document = new Document(Y.encodeStateAsUpdate(ann.doc));
		const bob = new TextPerson(2, Y.encodeStateAsUpdate(ann.doc));
		document.people.push(bob, ann);
		const { ids, words } = linesOf(ann, PARTS[part] ?? []);
		act?.act(name.startsWith('undo') ? ann : bob, 'AAA'); // an undo is of one's own changes
		const late = [...bob.sent.splice(0), ...ann.sent.splice(0)];
		const made = document.withhold(ids);
		for (const update of late) document.take(update);

		const gone = WORDS.filter((word) => words.includes(word));
		for (const word of gone) expect(document.said).not.toContain(word);
		const fresh = new TextPerson(3, Y.encodeStateAsUpdate(document.read().doc));
		for (const person of [ann, bob]) {
			expect(person.lines).toEqual(fresh.lines);
			expect(person.document.toJSON()).toEqual(person.fresh.toJSON());
		}
		const annex = annexOf(made, document.late).join(' | ');
		for (const word of gone) expect(annex).toContain(word);
		const all = [annex, ...fresh.freshWords].join(' | ');
		for (const word of WORDS) if (!act?.removes?.includes(word)) expect(all).toContain(word);
		if (act?.types) expect(all).toContain('AAA');
	}
);

it('[R20] takes out what was written while that was worked out', () => {
	const ann = meeting();
	const document = new Document(Y.encodeStateAsUpdate(ann.doc));
	const bob = new TextPerson(2, Y.encodeStateAsUpdate(ann.doc));
	document.people.push(bob);
	document.meanwhile = () => {
		bob.type('third, agreed', 6, ' late');
		for (const update of bob.sent.splice(0)) document.take(update);
	};
	const made = document.withhold([idOf(ann, 'third, agreed')]);
	expect(document.said).not.toContain('late');
	expect(bob.lines.slice(0, 3)).toEqual(['first', 'second', 'fourth']);
	expect(annexOf(made, document.late)).toEqual(['third, late agreed']);
});

it('[R20] puts in their places what came late in parts, and what was built on it', () => {
	const ann = meeting();
	const document = new Document(Y.encodeStateAsUpdate(ann.doc));
	const bob = new TextPerson(2, Y.encodeStateAsUpdate(ann.doc));
	const made = document.withhold([idOf(ann, 'third, agreed')]);
	bob.type('third, agreed', 5, ' one');
	bob.type('third one, agreed', 9, ' two');
	bob.type('third one two, agreed', 5, ' zero');
	bob.type('fourth', 6, ' stays');
	document.people.push(bob);
	for (const update of bob.sent.splice(0)) document.take(update);
	bob.receive(Y.encodeStateAsUpdate(document.read().doc));
	expect(annexOf(made, document.late)).toEqual(['third zero one two, agreed']);
	expect(bob.lines.slice(0, 3)).toEqual(['first', 'second', 'fourth stays']);
	expect(document.late.length).toBeGreaterThan(1);
});

it('[R20] takes nothing from those who know: they write in the place of the lines as anywhere', () => {
	const ann = meeting();
	const document = new Document(Y.encodeStateAsUpdate(ann.doc));
	document.people.push(ann);
	document.withhold([idOf(ann, 'second'), idOf(ann, 'third, agreed')]);
	ann.sent.splice(0);
	ann.type('first', 5, ' goes on');
	ann.split('first goes on', 13);
	ann.type('', 0, 'a new line');
	ann.type('fourth', 0, 'here: ');
	ann.undo.endGroup();
	ann.join('here: fourth');
	ann.undo.undo();
	for (const update of ann.sent.splice(0)) document.take(update);
	expect(document.late).toEqual([]);
	const fresh = new TextPerson(3, Y.encodeStateAsUpdate(document.read().doc));
	expect(fresh.lines).toEqual(ann.lines);
	expect(ann.lines.slice(0, 2)).toEqual(['first goes on', 'a new line']);
});

it('[R20] knows whose words were taken out while that was worked out', () => {
	const ann = meeting();
	const document = new Document(Y.encodeStateAsUpdate(ann.doc));
	const bob = new TextPerson(2, Y.encodeStateAsUpdate(ann.doc));
	document.meanwhile = () => {
		for (const [person, said] of [
			[ann, 'by Ann '],
			[bob, 'by Bob ']
		] as const) {
			person.type('third, agreed', 0, said);
			for (const update of person.sent.splice(0)) document.take(update);
		}
	};
	document.withhold([idOf(ann, 'third, agreed')]);
	const authors = document.late.map(({ person, late }) => [person, wordsIn(late)]);
	expect(authors).toEqual([
		[AUTHORS[1], 'by Ann '],
		[AUTHORS[2], 'by Bob ']
	]);
});

it('[R20] gives each annex what was written in its own lines, and no other', () => {
	const ann = meeting();
	const document = new Document(Y.encodeStateAsUpdate(ann.doc));
	const bob = new TextPerson(2, Y.encodeStateAsUpdate(ann.doc));
	const [one, other] = ['second', 'fourth'].map((line) => document.withhold([idOf(ann, line)]));
	bob.type('second', 6, ' AAA');
	bob.type('fourth', 6, ' BBB');
	document.take(Y.mergeUpdates(bob.sent.splice(0)));
	expect(one && annexOf(one, document.late)).toEqual(['second AAA']);
	expect(other && annexOf(other, document.late)).toEqual(['fourth BBB']);
});

it.each(['third, agreed', 'second'])(
	'[R20] tells lines that went one after the other apart, for who knows of the first: %s',
	(later) => {
		const ann = meeting();
		const first = later === 'second' ? 'third, agreed' : 'second';
		const document = new Document(Y.encodeStateAsUpdate(ann.doc));
		const before = document.withhold([idOf(ann, first)]);
		const bob = new TextPerson(2, Y.encodeStateAsUpdate(document.read().doc));
		const unaware = new TextPerson(1, Y.encodeStateAsUpdate(ann.doc));
		const after = document.withhold([idOf(bob, later)]);
		bob.type(later, later.length, ' BBB');
		unaware.type(first, first.length, ' AAA');
		unaware.type(later, 0, 'CCC ');
		for (const one of [bob, unaware])
			for (const update of one.sent.splice(0)) document.take(update);
		expect(document.said).not.toMatch(/AAA|BBB|CCC/);
		expect(annexOf(before, document.late)).toEqual([`${first} AAA`]);
		expect(annexOf(after, document.late)).toEqual([`CCC ${later} BBB`]);
	}
);

it('[R20] parts a long chain that two clients wrote in turn, in a time that goes with its length', () => {
	const ann = meeting();
	const document = new Document(Y.encodeStateAsUpdate(ann.doc));
	const line = document
		.withhold([idOf(ann, 'second')])
		.withheld.moved.find((one) => one.areLetters);
	let behind = Y.createID(line?.client ?? 0, line?.clock ?? 0);
	const [even, odd]: [Y.Item[], Y.Item[]] = [[], []];
	for (let n = 0; n < 20_000; n++) {
		const own = n % 2 === 0 ? even : odd;
		const id = Y.createID(n % 2 === 0 ? 8 : 9, own.length);
		own.push(chained(id.client, behind, id.clock));
		behind = id;
	}
	const moved = new Map([
		[9, odd.length],
		[8, even.length]
	]);
	document.take(encodeNews([...odd, ...even], new Map(), moved, []));
	expect(document.late.flatMap(({ late }) => late)).toHaveLength(20_000);
	expect(() =>
		document.take(encodeNews([chained(7, behind)], new Map(), new Map([[7, 1]]), []))
	).toThrow('too-much');
});

it('[R20] takes out what is set late in a record or a head, which has no letters', () => {
	const ann = meeting();
	const document = new Document(Y.encodeStateAsUpdate(ann.doc));
	const bob = new TextPerson(2, Y.encodeStateAsUpdate(ann.doc));
	const { ids } = linesOf(ann, ['fourth', 'Report']);
	document.withhold(ids);
	const { head } = document.history;
	const [record] = recordsHere(bob.doc, 'actions').map(([, one]) => one);
	record?.set('due', 'when Oksana is back');
	bob.head('fourth').set('kind', 'for Oksana');
	for (const update of bob.sent.splice(0)) document.take(update);
	expect(document.late.length).toBeGreaterThan(0);
	const told = Buffer.concat(document.history.updatesSince(head)).toString('latin1');
	expect(told).not.toContain('Oksana'); // not even to those who drop it
});

it('[R20] brings nothing back by an undo', () => {
	const ann = meeting();
	ann.type('third, agreed', 13, ' by all');
	ann.undo.endGroup();
	ann.remove('second');
	const document = new Document(Y.encodeStateAsUpdate(ann.doc));
	document.people.push(ann);
	document.withhold([idOf(ann, 'third, agreed by all')]);
	ann.sent.splice(0);
	for (let times = 4; times > 0; times--) ann.undo.undo();
	for (const update of ann.sent.splice(0)) document.take(update);
	expect(document.said).not.toContain('agreed');
	expect(document.said).not.toContain('by all');
});
