import { InputRule } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { isListed, type WordsKind } from '#shared/text/kind.ts';
import { placeIn } from '../lists/list-places.ts';
import { attributesOf, setLineAt, type LineAttributes } from '../lines/lines.ts';

type Becomes = (match: RegExpMatchArray) => Partial<LineAttributes> & { readonly kind: WordsKind };

const RULES: readonly [RegExp, Becomes][] = [
	[/^\s*[-+*]\s$/, () => ({ kind: 'bullet' })],
	[/^(\d{1,4})\.\s$/, ([, number]) => ({ kind: 'ordered', start: Number(number) })],
	[/^\s*\[([ x])?\]\s$/i, ([, sign = ' ']) => ({ kind: 'task', checked: sign !== ' ' })],
	[/^(#{2,4})\s$/, ([, signs = '']) => ({ kind: `heading${signs.length}` as WordsKind })],
	[/^\s*>\s$/, () => ({ kind: 'quotation' })]
];
const RULE = /^(?:---|—-|___\s|\*\*\*\s)$/;

/** What signs at the beginning of a line make of it, once a space follows. */
export const inputRules: InputRule[] = [
	...RULES.map(
		([find, becomes]) =>
			new InputRule({
				find,
				handler: ({ state, range, match }) => become(state, range, becomes(match))
			})
	),
	new InputRule({ find: RULE, handler: ({ state, range }) => putRule(state, range) })
];

interface Span {
	readonly from: number;
	readonly to: number;
}

/** A paragraph becomes anything; a line of a list another one. */
function become(
	{ tr, doc }: EditorState,
	{ from, to }: Span,
	change: ReturnType<Becomes>
): null | undefined {
	const $from = doc.resolve(from);
	const line = attributesOf($from.parent);
	const isOther = line && isListed(line.kind) && isListed(change.kind) && line.kind !== change.kind;
	if (!line || line.stray !== '' || !(line.kind === 'paragraph' || isOther)) return null;
	const position = $from.before();
	tr.delete(from, to);
	setLineAt(tr, { node: $from.parent, position }, change);
	if (!change.start) return undefined;
	// A number that follows from the lines above goes on with them.
	const $line = tr.doc.resolve(position);
	const index = $line.index();
	const node = $line.parent.child(index);
	const going = node.type.create({ ...node.attrs, start: 0 }, node.content);
	const lines = $line.parent.content.replaceChild(index, going);
	const isNext = placeIn($line.parent.copy(lines), index)?.number === change.start;
	if (isNext) tr.setNodeMarkup(position, undefined, going.attrs);
	return undefined;
}

/** A line across the text, above the line in which its signs were typed. */
function putRule({ tr, doc, schema }: EditorState, { from, to }: Span): null | undefined {
	const $from = doc.resolve(from);
	if ($from.depth !== 1 || attributesOf($from.parent)?.kind !== 'paragraph') return null;
	tr.delete(from, to).insert($from.before(), schema.node('rule'));
	return undefined;
}
