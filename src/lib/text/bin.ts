import * as Y from 'yjs';
import { trimBin } from '#shared/bin/bin.ts';
import { keepRows, keepRuns } from '#shared/bin/was.ts';
import { newId } from '#shared/ids.ts';
import type { Head } from '#shared/text/head.ts';
import { insertHead } from '#shared/text/insert-head.ts';
import { lettersOf, type Run } from '#shared/text/marks.ts';
import { readTable } from '#shared/text/read-table.ts';
import { fieldsOf, runsOf } from './node-runs.ts';
import type { Row } from './rows.ts';

/** Keeps what one change removes: in the head that stays where the line was, for everybody, until the session closes. */
export class Bin {
	readonly #stays: ReadonlySet<string>;
	readonly #now: number;
	#isUsed = false;

	/** Lines with these ids are only moved. */
	constructor(stays: ReadonlySet<string>, now: number) {
		this.#stays = stays;
		this.#now = now;
	}

	/** A line goes, or a table with its words; before its letters do. */
	takes(head: Head, { node, from, to }: Row): void {
		if (this.#stays.has(String(node.attrs.id))) return;
		if (node.type.name === 'line') this.#keep(head, runsOf(node, from, to));
		if (node.type.name !== 'table') return;
		keepRows(head, readTable(head, true).rows, this.#now);
		this.#isUsed = true;
	}

	/** A line stays and loses all its words. One word is not kept: words are deleted one by one as one writes. */
	takesWords(head: Head, runs: readonly Run[]): void {
		if (isSaid(runs)) this.#keep(head, runs);
	}

	/**
	 * The lines between the two that a deletion joins go with their heads, and the first of the two may lose all its words to
	 * the other's. What they said is kept in removed heads of its own, before the line that is left.
	 */
	takesJoined(text: Y.Text, index: number, first: Row, between: readonly Row[]): void {
		const { node, from, to } = first;
		const isWhole = from === 0 && to === node.content.size && isSaid(runsOf(node));
		const gone = between.filter((row) => !this.#stays.has(String(row.node.attrs.id)));
		for (const row of [...(isWhole ? [first] : []), ...gone].reverse()) {
			const runs = runsOf(row.node);
			if (row.node.type.name !== 'line' || lettersOf(runs).trim() === '') continue;
			const fields: Record<string, unknown> = { id: newId(), ...fieldsOf(row.node) };
			const head: Head = new Y.Map(Object.entries(fields));
			insertHead(text, index, head);
			this.#keep(head, runs);
		}
	}

	#keep(head: Head, runs: readonly Run[]): void {
		if (lettersOf(runs).trim() === '') return;
		keepRuns(head, runs, this.#now);
		this.#isUsed = true;
	}

	/** Keeps to the bound of the text. */
	close(text: Y.Text): void {
		if (this.#isUsed) trimBin(text);
	}
}

/** More than one word. */
const isSaid = (runs: readonly Run[]) => /\S\s+\S/.test(lettersOf(runs));
