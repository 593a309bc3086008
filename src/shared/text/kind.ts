import { isId, type FileId } from '../ids.ts';
import { idOf, type RecordId } from './line-id.ts';

/** What a line of words can be. */
export const WORDS_KINDS = [
	'paragraph',
	'heading2',
	'heading3',
	'heading4',
	'quotation',
	'openPoint',
	'bullet',
	'ordered',
	'task'
] as const;
export type WordsKind = (typeof WORDS_KINDS)[number];

export const CARD_FAMILIES = ['action', 'decision'] as const;
export type CardFamily = (typeof CARD_FAMILIES)[number];

/** What a line is. It is one value of one key, so that of two changes at once the last holds, whole. */
export type Kind =
	| { readonly is: 'words'; readonly kind: WordsKind }
	| { readonly is: 'card'; readonly family: CardFamily; readonly record: RecordId }
	/** The picture is a file of the document, which is kept beside it. */
	| { readonly is: 'picture'; readonly file: FileId }
	| { readonly is: 'rule' }
	| { readonly is: 'table' }
	/** Of a later release, or of nobody we know; shown, never written. */
	| { readonly is: 'unknown' };

/** Reads the kind of a line from whatever a document has in its place. */
export function kindOf(value: unknown): Kind {
	const words = WORDS_KINDS.find((kind) => kind === value);
	if (words) return { is: 'words', kind: words };
	if (value === 'rule' || value === 'table') return { is: value };
	if (typeof value !== 'string') return { is: 'unknown' };
	const [name, id] = value.split(':');
	const file = name === 'picture' ? fileIn(id) : undefined;
	if (file) return { is: 'picture', file };
	const family = CARD_FAMILIES.find((one) => one === name);
	const record = idOf<RecordId>(id);
	return family && record ? { is: 'card', family, record } : { is: 'unknown' };
}

/** The id of a file from whatever stands in its place; undefined for anything else. */
export function fileIn(value: unknown): FileId | undefined {
	return isId(value) ? (value as FileId) : undefined;
}

/** The value of a line's kind in the document; unknown kinds are never written. */
export function kindValue(kind: Exclude<Kind, { is: 'unknown' }>): string {
	if (kind.is === 'words') return kind.kind;
	if (kind.is === 'picture') return `picture:${kind.file}`;
	return kind.is === 'card' ? `${kind.family}:${kind.record}` : kind.is;
}

/** True for the lines of lists, which have a level and a place among their neighbours. */
export function isListed(kind: WordsKind): boolean {
	return kind === 'bullet' || kind === 'ordered' || kind === 'task';
}
