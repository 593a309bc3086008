import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Deletions } from './deletions.ts';
import { encodeNews, type Range, type Struct } from './encode-news.ts';
import { glance } from './glance.ts';
import { clientOf, Progress, runsOf, settle, type Clocks } from './settle.ts';
import type { Verdict } from './verdict.ts';

const MALFORMED: Verdict = { kind: 'malformed' };
const HOLE: Verdict = { kind: 'hole' };
const KNOWN: Verdict = { kind: 'known' };

/**
 * Judges an update by the rule by which Yjs integrates: a client's structs follow each other without a gap, and what a
 * struct refers to (origins, parent) or deletes is known before. What is judged new leaves nothing pending in any client
 * that has what the document has.
 */
export function examine(update: Uint8Array, clocks: Clocks, deletions: Deletions): Verdict {
	return glance(update, clocks) ?? study(update, clocks, deletions);
}

/** The same for every update; {@link examine} asks only for those that {@link glance} does not know. */
export function study(update: Uint8Array, clocks: Clocks, deletions: Deletions): Verdict {
	const decoded = decode(update);
	if (!decoded) return MALFORMED;
	const runs = runsOf(decoded.structs);
	// Yjs reads one run for each client and forgets an earlier one; no client writes two, or an empty one.
	if (runs.length !== decoding.readVarUint(decoding.createDecoder(update))) return MALFORMED;
	if (runs.length > 1 && new Set(runs.map(clientOf)).size !== runs.length) return MALFORMED;
	const progress = new Progress(clocks);
	const settled = settle(runs, progress);
	const deleted = settled === 'malformed' ? settled : judgeDeletions(decoded, progress, deletions);
	if (deleted === 'malformed') return MALFORMED;
	const isWhole = settled === true && deleted.isWhole;
	if (progress.moved.size === 0 && deleted.fresh.length === 0) return isWhole ? KNOWN : HOLE;
	const isAllNew = isWhole && deleted.isAllNew;
	return {
		kind: 'new',
		update: isAllNew ? update : encodeNews(decoded.structs, clocks, progress.moved, deleted.fresh),
		isWhole,
		clocks: [...progress.moved],
		deletions: deleted.fresh,
		roots: rootsOf(decoded.structs)
	};
}

/** The deletions that are new and of something known. */
function judgeDeletions({ ds }: Decoded, progress: Progress, deletions: Deletions) {
	const fresh: Range[] = [];
	let [isWhole, isAllNew] = [true, true];
	for (const [client, items] of ds.clients)
		for (const { clock, len } of items) {
			if (len <= 0) return 'malformed';
			const length = Math.min(len, progress.of(client) - clock);
			if (length < len) isWhole = false;
			if (length > 0 && !deletions.has(client, clock, length))
				fresh.push({ client, clock, length });
			else isAllNew = false;
		}
	return { fresh, isWhole, isAllNew };
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;

function decode(update: Uint8Array): Decoded | undefined {
	try {
		return Y.decodeUpdate(update);
	} catch {
		return undefined;
	}
}

function rootsOf(structs: readonly Struct[]): string[] {
	const roots: string[] = [];
	for (const struct of structs)
		if (struct instanceof Y.Item && typeof struct.parent === 'string') roots.push(struct.parent);
	return roots;
}
