import type { DocumentId } from '#shared/ids.ts';
import type { StoredUpdate } from '../sync/document-store.ts';

const HEAD = 11; // bytes before the id and the data of an update: 1 + 6 + 4
const LENGTH_AT = 7;

/**
 * Packs the updates of one commit into one buffer, which is sent to the log's thread and stored in its journal. For
 * each update: the length of the document's id (1 byte), its sequence number (6), the length of its data (4), the id,
 * the data.
 */
export function pack(updates: readonly StoredUpdate[]): Uint8Array<ArrayBuffer> {
	const size = updates.reduce(
		(sum, { document, data }) => sum + HEAD + document.length + data.length,
		0
	);
	const group = Buffer.from(new ArrayBuffer(size));
	let at = 0;
	for (const { document, seq, data } of updates) {
		group.writeUInt8(document.length, at);
		group.writeUIntBE(seq, at + 1, 6);
		group.writeUInt32BE(data.length, at + LENGTH_AT);
		group.write(document, at + HEAD, 'latin1');
		group.set(data, at + HEAD + document.length);
		at += HEAD + document.length + data.length;
	}
	return group;
}

/** The updates of a group, as views of its buffer. */
export function unpack(group: Uint8Array): StoredUpdate[] {
	const bytes = Buffer.from(group.buffer, group.byteOffset, group.byteLength);
	const updates: StoredUpdate[] = [];
	for (let at = 0; at < bytes.length;) {
		const idEnds = at + HEAD + bytes.readUInt8(at);
		const ends = idEnds + bytes.readUInt32BE(at + LENGTH_AT);
		updates.push({
			document: bytes.toString('latin1', at + HEAD, idEnds) as DocumentId,
			seq: bytes.readUIntBE(at + 1, 6),
			data: group.subarray(idEnds, ends)
		});
		at = ends;
	}
	return updates;
}
