import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { asText } from '../../../src/shared/board/schema.ts';
import { newId } from '../../../src/shared/ids.ts';
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
	const { doc } = new HostileDocument(new Seeded(seed)).fill(200, ['actions', 'decisions', 'text']);
	const forged = new Y.Map<unknown>([
		...Object.entries({ due: '9999-12-31', text: asText('forged'), createdBy: victim })
	]);
	doc.getMap('actions').set(newId(), forged);
	return [Y.encodeStateAsUpdate(doc)];
}

/** Records of others under their own ids. */
export const copiedRecords = (ids: readonly string[]) =>
	made((doc) =>
		ids.forEach((id) => doc.getMap('decisions').set(id, new Y.Map<unknown>([['here', true], ['text', 'mine']])))
	);

export const emptyRecords = () =>
	made((doc) => {
		for (let i = 0; i < RECORDS; i++) doc.getMap('actions').set(newId(), new Y.Map([['here', true]]));
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
		const odd = [new Y.XmlText('bare'), new Y.XmlHook('hook'), new Y.Map(), Y.Array.from(['x', 1])];
		doc.getXmlFragment('text').insert(0, odd as unknown as Y.XmlText[]);
	});

/** Few bytes that become many objects: letters that Yjs cannot join, each with its own marks. */
export const bomb = () =>
	made((doc) => {
		const text = new Y.XmlText();
		doc.getXmlFragment('text').insert(0, [text]);
		for (let i = 0; i < PIECES; i++) text.insert(0, 'x', { bold: i % 2 === 0 ? true : null });
	});

export const largeTable = () =>
	made((doc) => {
		const table = new Y.XmlElement('table');
		doc.getXmlFragment('text').insert(0, [table]);
		table.insert(0, Array.from({ length: ROWS }, tableRow));
	});

function tableRow(): Y.XmlElement {
	const row = new Y.XmlElement('tableRow');
	row.insert(0, Array.from({ length: COLUMNS }, tableCell));
	return row;
}

function tableCell(): Y.XmlElement {
	const [cell, paragraph] = [new Y.XmlElement('tableCell'), new Y.XmlElement('paragraph')];
	paragraph.insert(0, [new Y.XmlText('a cell')]);
	cell.insert(0, [paragraph]);
	return cell;
}
