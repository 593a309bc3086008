import * as Y from 'yjs';

/** By what a document is told from another one after it is gone: its clocks and deletions, and what shows in each root. */
export interface Traits {
	readonly changes: Y.Snapshot;
	readonly contents: ReadonlyMap<string, string>;
}

export function traitsOf(doc: Y.Doc): Traits {
	const contents = [...doc.share].map(([root, type]) => [root, content(type)] as const);
	return { changes: Y.snapshot(doc), contents: new Map(contents) };
}

/** How two documents differ in clocks, deletions or visible content; undefined when they do not. */
export function differenceOf(a: Traits, b: Traits): string | undefined {
	if (!Y.equalSnapshots(a.changes, b.changes)) return 'other changes';
	const of = ({ contents }: Traits, root: string) => contents.get(root) ?? EMPTY;
	const roots = new Set([...a.contents.keys(), ...b.contents.keys()]);
	const other = [...roots].find((root) => of(a, root) !== of(b, root));
	return other === undefined ? undefined : `another content in ${other}`;
}

const EMPTY = '[[],[]]'; // a root that nobody has written to

type AnyType = Y.AbstractType<Y.YEvent<never>>;

/** A root that nobody has read as a text or a map is of no type yet; its list and its keys are there all the same. */
function content(type: unknown): string {
	return JSON.stringify(visible(type as AnyType));
}

function visible(type: AnyType): unknown {
	const list: unknown[] = [];
	for (let item = type._start; item; item = item.right)
		if (!item.deleted) for (const value of valuesOf(item)) list.push(value); // there may be a million
	const keys = [...type._map].filter(([, item]) => !item.deleted);
	const entries = keys.map(([key, item]) => [key, ...valuesOf(item)] as const);
	return [merged(list), entries.sort(([a], [b]) => (a < b ? -1 : 1))];
}

/** Text may be in pieces of any length. */
function merged(list: readonly unknown[]): unknown[] {
	const pieces: unknown[] = [];
	for (const value of list) {
		const last = pieces.at(-1);
		if (typeof value === 'string' && typeof last === 'string')
			pieces[pieces.length - 1] = last + value;
		else pieces.push(value);
	}
	return pieces;
}

function valuesOf({ content }: Y.Item): unknown[] {
	if (content instanceof Y.ContentType)
		return [kindOf(content.type), visible(content.type as AnyType)];
	if (content instanceof Y.ContentFormat) return [{ format: content.key, value: content.value }];
	return content instanceof Y.ContentString ? [content.str] : content.getContent();
}

function kindOf(type: object): string {
	return 'nodeName' in type
		? `${type.constructor.name} ${String(type.nodeName)}`
		: type.constructor.name;
}
