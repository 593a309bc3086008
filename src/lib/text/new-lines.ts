import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { newHead, readHead } from '#shared/text/head.ts';
import { newId } from '#shared/ids.ts';
import { insertHead } from '#shared/text/insert-head.ts';
import { CARD_FAMILIES, fileIn, kindValue } from '#shared/text/kind.ts';
import { idOf, sumOf, type LineId, type RecordId } from '#shared/text/line-id.ts';
import { lettersOf, type Run } from '#shared/text/marks.ts';
import { wordingOf } from '#shared/text/wording.ts';
import { insertRuns } from '#shared/text/write.ts';
import { takeFresh } from './fresh-ids.ts';
import type { LineTable } from './line-table.ts';
import { fieldsOf, runsOf } from './node-runs.ts';
import type { Row } from './rows.ts';
import { insertTableNode } from './new-table.ts';

/** The fields by which a line is known as the one that it was. */
export interface Identity {
	readonly id: LineId;
	readonly rank?: number;
	readonly copied?: string;
}

/**
 * Says which line a new node is: one that left its place (cut and pasted, dragged) is the same line, anything else a new
 * one. An id is given once.
 */
export class Identities {
	readonly #table: LineTable;
	readonly #leaving: ReadonlySet<string>;
	readonly #given = new Set<string>();

	constructor(table: LineTable, leaving: ReadonlySet<string>) {
		this.#table = table;
		this.#leaving = leaving;
	}

	of(node: Node, letters: string): Identity {
		const id = idOf<LineId>(node.attrs.id);
		const entries = id ? this.#table.withId(id) : [];
		if (id && entries.length === 0 && takeFresh(id)) return { id };
		if (!id || entries.length === 0 || this.#given.has(id))
			return { id: newId() as string as LineId };
		const states = entries.flatMap(({ head }) => (head ? [readHead(head)] : []));
		if (!this.#leaving.has(id) && states.some(({ isHere }) => isHere))
			return { id: newId() as string as LineId };
		this.#given.add(id);
		return { id, rank: Math.max(...states.map(({ rank }) => rank)) + 1, copied: sumOf(letters) };
	}

	/** A record has one card, wherever it is pasted. */
	hasCard(record: RecordId): boolean {
		return this.#table
			.ofRecord(record)
			.some(({ head, id }) => head && readHead(head).isHere && !this.#leaving.has(id));
	}
}

/** Puts a new node of the editor into a text, at an index where the line before it ends. */
export function insertNode(
	text: Y.Text,
	index: number,
	{ node, from, to }: Row,
	identities: Identities,
	formats: Record<string, unknown> = {}
): void {
	switch (node.type.name) {
		case 'line':
			return insertWords(text, index, identities, node, runsOf(node, from, to), formats);
		case 'card':
			return insertCardNode(text, index, node, identities);
		case 'rule':
			return void insertHead(
				text,
				index,
				newHead({ ...identities.of(node, ''), kind: 'rule' }),
				formats
			);
		case 'picture':
			return insertPicture(text, index, node, identities);
		case 'table':
			return insertTableNode(text, index, node, identities.of(node, node.textContent));
		default:
			return insertWords(text, index, identities, node, plain(node), formats);
	}
}

function insertWords(
	text: Y.Text,
	index: number,
	identities: Identities,
	node: Node,
	runs: readonly Run[],
	formats: Record<string, unknown>
): void {
	const identity = identities.of(node, lettersOf(runs));
	insertHead(text, index, newHead({ ...identity, ...fieldsOf(node) }), formats);
	insertRuns(text, index + 1, runs);
}

function insertCardNode(text: Y.Text, index: number, node: Node, identities: Identities): void {
	const record = idOf<RecordId>(node.attrs.record);
	const family = CARD_FAMILIES.find((one) => one === node.attrs.family);
	if (!record || !family || identities.hasCard(record))
		return insertWords(text, index, identities, node, plain(node), {});
	const kind = kindValue({ is: 'card', family, record });
	const card = newHead({ ...identities.of(node, ''), kind });
	insertHead(text, index, card);
	if (card.has('copied')) card.set('copied', sumOf(wordingOf(card)));
}

function insertPicture(text: Y.Text, index: number, node: Node, identities: Identities): void {
	const file = fileIn(node.attrs.file);
	const kind = file ? kindValue({ is: 'picture', file }) : 'paragraph';
	insertHead(text, index, newHead({ ...identities.of(node, ''), kind }));
}

function plain(node: Node): Run[] {
	const words: unknown = node.attrs.words;
	return typeof words === 'string' && words !== '' ? [{ text: words, marks: [] }] : [];
}
