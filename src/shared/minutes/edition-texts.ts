import type { RichNode } from '../editor/rich-text.ts';
import type { DocumentId } from '../ids.ts';
import type { EditionLine, EditionText } from './edition.ts';
import { editsOf, holdsWords, wordsOfBlock, type Edit, type TextEdits } from './edits.ts';
import type { MinutesRecord } from './record.ts';

/**
 * The lines of the minutes as they are worked on, of the documents that a reader may read: also what was left out, and what
 * lines said before they were written anew. Paragraphs of items are numbered as they are printed.
 */
export function editionTexts(
	record: MinutesRecord,
	edits: readonly Edit[],
	isReadable: (document: DocumentId) => boolean
): EditionText[] {
	const board = record.documents.find(({ kind }) => kind === 'board')?.id;
	const items = board && isReadable(board) ? record.items : [];
	const annexes = record.documents.filter(({ id, kind }) => kind === 'annex' && isReadable(id));
	const records = [...record.actions, ...record.decisions].filter((one) => !one.void);
	const names = new Map<string, string>(
		records
			.filter(({ document }) => isReadable(document))
			.map(({ id, reference, text }) => [id, `${reference} ${text}`])
	);
	const lines = (text: RichNode, edits: TextEdits, item?: string) =>
		new Lines({ edits, item, names }).of(text);
	return [
		...items.map((item) => ({
			...{ document: board ?? '', item: item.id, number: item.number, title: item.title },
			attribution: item.attribution ?? ('named' as const),
			lines: lines(item.notes, editsOf(edits, board, item.id), item.number)
		})),
		...annexes.map(({ id, title, text }) => ({
			...{ document: id, item: '', number: '', title, attribution: 'named' as const },
			lines: text ? lines(text.body, editsOf(edits, id, undefined)) : []
		}))
	];
}

/** The lines of one text, in order, with the numbers of its paragraphs. */
class Lines {
	readonly #edits: TextEdits;
	readonly #item: string | undefined;
	readonly #names: ReadonlyMap<string, string>;
	#count = 0;

	constructor({ edits, item, names }: LinesOptions) {
		this.#edits = edits;
		this.#item = item;
		this.#names = names;
	}

	of({ content = [] }: RichNode): EditionLine[] {
		return [...this.#addedBehind('', true), ...this.#walk(content, true)];
	}

	#walk(blocks: readonly RichNode[], isTop: boolean): EditionLine[] {
		return blocks.flatMap((block): EditionLine[] => {
			if (block.line === undefined) return this.#walk(block.content ?? [], false);
			const line = this.#lineOf(block, block.line, isTop && PARAGRAPHS.includes(block.type));
			return [line, ...this.#addedBehind(block.line, isTop)];
		});
	}

	#addedBehind(line: string, isTop: boolean): EditionLine[] {
		return (this.#edits.added.get(line) ?? []).flatMap((one) => {
			const { words, isLeftOut = false } = one;
			const number = isLeftOut ? undefined : this.#next(isTop, words);
			const added = { line: one.line, number, words, isLeftOut, isAdded: true, isWords: true };
			const unchanged = { before: undefined, newer: undefined };
			return [{ ...added, ...unchanged }, ...this.#addedBehind(one.line, isTop)];
		});
	}

	#lineOf(block: RichNode, line: string, isNumbered: boolean): EditionLine {
		const edit = this.#edits.edited.get(line);
		const now = wordsOfBlock(block) || (this.#names.get(String(block.attrs?.['id'])) ?? '');
		const isWritten = edit?.is === 'written';
		const isLeftOut = edit?.is === 'left-out';
		const words = isWritten ? edit.words : now;
		return {
			...{ line, number: isLeftOut ? undefined : this.#next(isNumbered, words), words },
			before: isWritten ? edit.source : undefined,
			newer: isWritten && edit.source !== now ? now : undefined,
			...{ isLeftOut, isAdded: false, isWords: holdsWords(block) }
		};
	}

	/** The next number; an empty paragraph is not printed. */
	#next(isNumbered: boolean, words: string): string | undefined {
		if (this.#item === undefined || !isNumbered || words.trim() === '') return undefined;
		this.#count++;
		return `${this.#item}.${this.#count}`;
	}
}

interface LinesOptions {
	readonly edits: TextEdits;
	/** The number of the item; undefined for an annex, of which the paragraphs have none. */
	readonly item: string | undefined;
	readonly names: ReadonlyMap<string, string>;
}

const PARAGRAPHS: readonly string[] = ['paragraph', 'openPoint'];
