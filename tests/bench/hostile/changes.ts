import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { asText, textOf } from '../../../src/shared/board/schema.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { ColumnId, LineId, RowId } from '../../../src/shared/text/line-id.ts';
import { addCellLine, insertTable } from '../../../src/shared/text/table.ts';
import { HostileDocument } from '../../support/hostile-document.ts';
import { Seeded } from '../../support/seeded.ts';

const RECORDS = 33_000;
const NESTED = 20_000;
const ROWS = 2_000;
const COLUMNS = 16;
const PIECES = 60_000;

function made(write: (doc: Y.Doc) => void): Uint8Array[] {
	const doc = new Y.Doc();
	doc.transact(() => write(doc));
	return [Y.encodeStateAsUpdate(doc)];
}

/** Records with fields of every type, named for somebody else, due when no calendar ends. */
export function poisonedRecords(seed: number, victim: string): Uint8Array[] {
	const { doc } = new HostileDocument(new Seeded(seed)).fill(200, [
		'actions',
		'decisions',
		'lines'
	]);
	const forged = new Y.Map<unknown>([
		...Object.entries({ here: true, due: '9999-12-31', text: asText('forged'), createdBy: victim })
	]);
	doc.getMap('actions').set(newId(), forged);
	return [Y.encodeStateAsUpdate(doc)];
}

/** Records of others under their own ids. */
export const copiedRecords = (ids: readonly string[]) =>
	made((doc) =>
		ids.forEach((id) =>
			doc.getMap('decisions').set(
				id,
				new Y.Map<unknown>([
					['here', true],
					['text', 'mine']
				])
			)
		)
	);

export const emptyRecords = () =>
	made((doc) => {
		for (let i = 0; i < RECORDS; i++)
			doc.getMap('actions').set(newId(), new Y.Map([['here', true]]));
	});

/** Blocks in blocks, and then their deletion, which a client of ours could not even make. */
export function nestedBlocks(): Uint8Array[] {
	const doc = new Y.Doc();
	doc.transact(() => {
		let inside: Y.XmlFragment = doc.getXmlFragment('text');
		for (let i = 0; i < NESTED; i++) {
			const next = new Y.XmlElement('blockquote');
			inside.insert(0, [next]);
			inside = next;
		}
	});
	const deletion = encoding.encode((encoder) => {
		for (const number of [0, 1, doc.clientID, 1, 0, 1]) encoding.writeVarUint(encoder, number);
	});
	return [Y.encodeStateAsUpdate(doc), deletion];
}

export const oddNodes = () =>
	made((doc) => {
		const text = textOf(doc);
		const odd = [new Y.XmlElement('odd'), Y.Array.from(['x', 1]), new Y.Text('bare'), { a: 1 }];
		for (const one of odd) text.insertEmbed(0, one);
	});

/** Few bytes that become many objects: letters that Yjs cannot join, each with its own marks. */
export const bomb = () =>
	made((doc) => {
		const text = textOf(doc);
		for (let i = 0; i < PIECES; i++) text.insert(0, 'x', { bold: i % 2 === 0 ? true : null });
	});

export const largeTable = () =>
	made((doc) => {
		const ids = (count: number) => Array.from({ length: count }, () => newId() as string as RowId);
		const [rows, columns] = [ids(ROWS), ids(COLUMNS) as string[] as ColumnId[]];
		const table = insertTable(textOf(doc), 0, { id: newId() as string as LineId }, rows, columns);
		for (const row of rows)
			for (const column of columns)
				addCellLine(table, { row, column }, newId() as string as LineId);
	});
