import { isId } from '../ids.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The identity of a line: it stays with the line when its kind changes and when it is moved. */
export type LineId = Branded<'Line'>;
/** The record (action or decision) that a card stands for. */
export type RecordId = Branded<'Record'>;
export type RowId = Branded<'Row'>;
export type ColumnId = Branded<'Column'>;

/** Brands what has the form of an id; undefined for anything else that a document may hold in its place. */
export function idOf<T extends Branded<string>>(value: unknown): T | undefined {
	return isId(value) ? (value as T) : undefined;
}

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LETTERS = 24;

/**
 * An id that everybody who starts from the same words arrives at, in the form of a new one. Nobody can guess it who
 * does not know the id that it was derived from.
 */
export function derivedId<T extends Branded<string>>(...from: readonly string[]): T {
	const words = from.join('\n');
	let id = '';
	for (let part = 0; id.length < LETTERS; part++) {
		let bits = hash(`${part} ${words}`);
		for (let letter = 0; letter < 6; letter++, bits >>>= 5) id += ALPHABET[bits & 31] ?? '';
	}
	return id as T;
}

/** A short sum of some words, to see later whether they are still the same. */
export function sumOf(words: string): string {
	return `${words.length}.${hash(words).toString(36)}${hash(`${words}.`).toString(36)}`;
}

/** FNV-1a with a final mix, so that neighbouring inputs differ in every bit. */
function hash(words: string): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < words.length; at++)
		value = Math.imul(value ^ words.charCodeAt(at), 0x01000193);
	value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
	value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
	return (value ^ (value >>> 16)) >>> 0;
}
