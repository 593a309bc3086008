import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Deletions } from './deletions.ts';

/** What the engine knows of a state without holding it as a document. */
export interface Summary {
	/** Client → the next clock. */
	readonly clocks: Map<number, number>;
	readonly deletions: Deletions;
	/** Names of the root types that something was ever written to. */
	readonly roots: Set<string>;
}

/** Reads a whole state, struct by struct. Throws on bytes that are no update. */
export function summarise(state: Uint8Array): Summary {
	const { structs, ds } = Y.decodeUpdate(state);
	const clocks = new Map<number, number>();
	const roots = new Set<string>();
	for (const struct of structs) {
		clocks.set(struct.id.client, struct.id.clock + struct.length);
		if (struct instanceof Y.Item && typeof struct.parent === 'string') roots.add(struct.parent);
	}
	return { clocks, deletions: deletionsOf(ds), roots };
}

export function emptySummary(): Summary {
	return { clocks: new Map(), deletions: new Deletions(), roots: new Set() };
}

/** A summary as bytes, to be stored beside its state. */
export function encodeSummary({ clocks, deletions, roots }: Summary): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint8Array(encoder, Y.encodeStateVector(clocks));
		encoding.writeVarUint8Array(encoder, deletions.encoded());
		encoding.writeVarUint(encoder, roots.size);
		for (const root of roots) encoding.writeVarString(encoder, root);
	});
}

/** Throws on bytes that {@link encodeSummary} did not make. */
export function decodeSummary(bytes: Uint8Array): Summary {
	const decoder = decoding.createDecoder(bytes);
	const clocks = Y.decodeStateVector(decoding.readVarUint8Array(decoder));
	const { ds } = Y.decodeUpdate(decoding.readVarUint8Array(decoder));
	const count = decoding.readVarUint(decoder);
	const roots = Array.from({ length: count }, () => decoding.readVarString(decoder));
	return { clocks, deletions: deletionsOf(ds), roots: new Set(roots) };
}

function deletionsOf(ds: Pick<ReturnType<typeof Y.decodeUpdate>['ds'], 'clients'>): Deletions {
	const deletions = new Deletions();
	for (const [client, items] of ds.clients)
		deletions.addAll(items.map(({ clock, len }) => ({ client, clock, length: len })));
	return deletions;
}
