import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** A run of clocks of one client. */
export interface Range {
	readonly client: number;
	readonly clock: number;
	readonly length: number;
}

/** What an update consists of. */
export type Struct = Y.Item | Y.GC | Y.Skip;

/**
 * Writes an update anew with only what is news: each client's structs from what was known to what is known with it, and
 * the fresh deletions. A client that comes back sends all deletions that it knows, which nobody needs again.
 */
export function encodeNews(
	structs: readonly Struct[],
	known: ReadonlyMap<number, number>,
	moved: ReadonlyMap<number, number>,
	deletions: readonly Range[]
): Uint8Array {
	const encoder = new Y.UpdateEncoderV1();
	const runs = Map.groupBy(structs, ({ id }) => id.client);
	encoding.writeVarUint(encoder.restEncoder, moved.size);
	for (const [client, end] of moved) {
		const start = known.get(client) ?? 0;
		const isNews = ({ id, length }: Struct) => id.clock + length > start && id.clock < end;
		writeRun(encoder, (runs.get(client) ?? []).filter(isNews), start);
	}
	writeRanges(encoder.restEncoder, deletions);
	return encoder.toUint8Array();
}

/** The first struct may begin before `start`, and is then written from there. */
function writeRun(encoder: Y.UpdateEncoderV1, structs: readonly Struct[], start: number): void {
	const [first] = structs;
	if (!first) return;
	encoding.writeVarUint(encoder.restEncoder, structs.length);
	encoder.writeClient(first.id.client);
	encoding.writeVarUint(encoder.restEncoder, start);
	structs.forEach((struct, at) => struct.write(encoder, at === 0 ? start - struct.id.clock : 0));
}

/** Deletions as the end of an update. */
export const encodeDeletions = (ranges: readonly Range[]): Uint8Array =>
	encoding.encode((encoder) => writeRanges(encoder, ranges));

/** Deletions as an update carries them: by client, highest first, each with its ranges. */
function writeRanges(encoder: encoding.Encoder, ranges: readonly Range[]): void {
	const clients = Map.groupBy(ranges, ({ client }) => client);
	encoding.writeVarUint(encoder, clients.size);
	for (const [client, own] of [...clients].sort(([a], [b]) => b - a)) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, own.length);
		for (const { clock, length } of own) {
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarUint(encoder, length);
		}
	}
}
