import * as Y from 'yjs';
import { newId } from '#shared/ids.ts';
import type { Seeded } from './seeded.ts';

/** Names that the schema knows, and names that nobody should trust. */
const NAMES = [
	...[
		'paragraph',
		'heading',
		'bulletList',
		'listItem',
		'taskItem',
		'table',
		'tableRow',
		'tableCell'
	],
	...['blockquote', 'hardBreak', 'actionBlock', 'openPoint', 'horizontalRule', 'orderedList'],
	...['constructor', '__proto__', 'toString', 'script', 'text', 'doc', '', 'x'.repeat(300)]
];
const WORDS = [
	'',
	'a',
	'Guten Tag',
	'\uD800',
	'\u0000\n',
	'\u202E\u2066',
	'=1+1',
	'<b>',
	'é'.repeat(5_000)
];
const MARKS = ['bold', 'link', 'constructor', 'italic--AAAAAAAA', '__proto__', 'ychange'];
const ATTRIBUTES = [
	'level',
	'colspan',
	'rowspan',
	'start',
	'checked',
	'id',
	'__proto__',
	'constructor'
];
const FIELDS = [
	...[
		'text',
		'leadOrganisation',
		'leadPerson',
		'support',
		'informed',
		'due',
		'priority',
		'dependsOn'
	],
	...[
		'item',
		'unread',
		'illustrative',
		'createdBy',
		'createdAt',
		'kind',
		'verb',
		'action',
		'order'
	],
	...['statement', 'likelihood', 'basis', 'description', 'label', 'reliability', '__proto__']
];

const KINDS = ['paragraph', 'heading2', 'ordered', 'task', 'table', 'rule', 'table', 'action:'];
const HEAD_KEYS = [
	'level',
	'start',
	'checked',
	'rank',
	'copied',
	'source',
	'left',
	'rows',
	'__proto__'
];

/** What somebody may write who wants a reader to fall: any value in any place, named at random. */
export class HostileDocument {
	/** Collects nothing: what was deleted is for the reader to stumble over. */
	readonly doc = new Y.Doc({ gc: false });
	readonly #seeded: Seeded;
	/** Ids that records share, so that they collide. */
	readonly #ids = [newId(), newId(), newId(), 'constructor', '__proto__'];

	constructor(seeded: Seeded) {
		this.#seeded = seeded;
	}

	/** Writes so many things into every root. */
	fill(things: number, roots: readonly string[]): this {
		for (let i = 0; i < things; i++) {
			const root = this.#seeded.pick(roots);
			if (root === 'lines' || root.startsWith('lines:')) this.#fillLines(this.doc.getText(root), 2);
			else if (root === 'text' || root.startsWith('notes:')) this.#fillText(root);
			else if (root.startsWith('head:')) this.doc.getText(root).insert(0, this.#word());
			else this.#fillMap(this.doc.getMap(root), 2);
		}
		return this;
	}

	#fillLines(text: Y.Text, depth: number): void {
		const at = this.#seeded.below(text.length + 1);
		const marks = { [this.#seeded.pick(MARKS)]: this.#value(0) };
		const choice = this.#seeded.below(8);
		if (choice < 2) text.insert(at, this.#word() || 'x', this.#seeded.below(2) ? marks : {});
		else if (choice < 6) this.#addHead(text, at, depth);
		else if (choice === 6) text.insertEmbed(at, this.#value(1) ?? { odd: 1 });
		else if (at < text.length) text.delete(at, 1);
	}

	#addHead(text: Y.Text, at: number, depth: number): void {
		const head = new Y.Map<unknown>();
		text.insertEmbed(at, head);
		if (this.#seeded.below(6) > 0) head.set('here', true);
		for (const key of HEAD_KEYS) if (this.#seeded.below(4) === 0) head.set(key, this.#value(depth));
		const card = `${this.#seeded.pick(['action', 'decision'])}:${this.#seeded.pick(this.#ids)}`;
		head.set('kind', this.#seeded.pick<unknown>([...KINDS, card, this.#value(depth)]));
		if (this.#seeded.below(3) > 0) head.set('id', this.#seeded.pick(this.#ids));
		if (depth > 0 && this.#seeded.below(2) === 0) this.#addGrid(head, depth);
	}

	#addGrid(table: Y.Map<unknown>, depth: number): void {
		const words = new Y.Text();
		table.set('words', words);
		for (const key of ['rows', 'columns', 'merges']) {
			const axes = new Y.Map<unknown>();
			table.set(key, axes);
			for (let i = this.#seeded.below(4); i > 0; i--) {
				const axis = new Y.Map<unknown>([['here', true]]);
				axes.set(this.#seeded.pick(this.#ids), this.#seeded.below(4) ? axis : this.#value(0));
				if (axis.doc) axis.set('order', this.#seeded.pick<unknown>(['a0', 'a1', this.#value(0)]));
			}
		}
		const cell = `${this.#seeded.pick(this.#ids)}/${this.#seeded.pick(this.#ids)}`;
		for (let i = this.#seeded.below(4); i > 0; i--) this.#fillLines(words, depth - 1);
		for (const [, { insert }] of (words.toDelta() as { insert: unknown }[]).entries())
			if (insert instanceof Y.Map) insert.set('cell', cell);
	}

	#fillText(root: string): void {
		const text = this.doc.getXmlFragment(root);
		const nodes = [...text.toArray()];
		const inside =
			nodes.length > 0 && this.#seeded.below(2) === 0 ? this.#seeded.pick(nodes) : text;
		const parent = inside instanceof Y.XmlElement ? inside : text;
		parent.insert(this.#seeded.below(parent.length + 1), [this.#node(6) as Y.XmlElement]);
		if (this.#seeded.below(5) === 0) parent.delete(0, 1);
	}

	/** A list takes any content when it is asked as an array; the types of Yjs do not stop a hand-made update. */
	#node(depth: number): unknown {
		const kind = this.#seeded.below(10);
		if (kind < 3) return this.#text();
		if (kind < 8) return this.#element(depth);
		return this.#seeded.pick([
			() => new Y.Map([['a', this.#word()]]),
			() => Y.Array.from([1, this.#word(), null]),
			() => new Y.XmlHook('hook'),
			() => new Y.Text(this.#word())
		])();
	}

	#text(): Y.XmlText {
		const text = new Y.XmlText();
		for (let i = 0; i < 3; i++) {
			const marks: object = this.#seeded.below(2)
				? { [this.#seeded.pick(MARKS)]: this.#value(0) }
				: {};
			text.insert(0, this.#word() || 'x', marks);
		}
		if (this.#seeded.below(6) === 0) text.insertEmbed(0, new Y.Map([['b', 1]]));
		return text;
	}

	#element(depth: number): Y.XmlElement {
		const element = new Y.XmlElement(this.#seeded.pick(NAMES));
		for (let i = this.#seeded.below(3); i > 0; i--)
			element.setAttribute(this.#seeded.pick(ATTRIBUTES), this.#value(depth) as string);
		if (depth > 0)
			for (let i = this.#seeded.below(4); i > 0; i--)
				element.insert(0, [this.#node(depth - 1) as Y.XmlElement]);
		return element;
	}

	#fillMap(map: Y.Map<unknown>, depth: number): void {
		const record = new Y.Map<unknown>();
		const key = this.#seeded.pick(this.#ids) + this.#seeded.pick(['', '.a', '.b', '.']);
		map.set(key, this.#seeded.below(6) ? record : this.#value(depth));
		if (record.doc && this.#seeded.below(4) > 0) record.set('here', true);
		for (let i = this.#seeded.below(8); i > 0; i--)
			if (record.doc) record.set(this.#seeded.pick(FIELDS), this.#value(depth));
	}

	#value(depth: number): unknown {
		return this.#seeded.pick<() => unknown>([
			() => this.#word(),
			() => newId(),
			() =>
				this.#seeded.pick(['9999-12-31', '2024-02-30', '0000-01-01', '2024-07-12', 'T'.repeat(99)]),
			() => this.#seeded.pick([0, -1, 1.5, 1e308, 5_000, 40]),
			() => this.#seeded.pick([true, false, null]),
			() => ({ href: 'javascript:alert(1)', ['__proto__']: 1 }),
			() => [[[this.#word()]]],
			() => new Uint8Array(9),
			() => (depth > 0 ? new Y.Map([[this.#word(), true]]) : ''),
			() => (depth > 0 ? this.#text() : ''),
			() => (depth > 0 ? this.#element(depth - 1) : '')
		])();
	}

	#word(): string {
		return this.#seeded.pick(WORDS);
	}
}
