import * as Y from 'yjs';
import type { Deletions } from './deletions.ts';
import { encodeDeletions, encodeNews, type Range } from './encode-news.ts';
import { glance } from './glance.ts';
import { outlineOf, type Outline } from './outline.ts';
import { Progress, settle, type Clocks } from './settle.ts';
import type { Verdict } from './verdict.ts';

const MALFORMED: Verdict = { kind: 'malformed' };
const HEAVY: Verdict = { kind: 'heavy' };
const HOLE: Verdict = { kind: 'hole' };
const KNOWN: Verdict = { kind: 'known' };

/** What is known of a document. */
export interface Known {
	readonly clocks: Clocks;
	readonly deletions: Deletions;
}

/** How much of an update is read, in structs, values and ranges. */
export interface Most {
	/** Beyond it the update is heavy. */
	readonly read?: number;
	/** Beyond it no structs are picked out: what is partly known goes on whole, and what is partly missing is asked for again. */
	readonly parted?: number;
}

/**
 * Judges an update by the rule by which Yjs integrates: a client's structs follow each other without a gap, and what a
 * struct refers to (origins, parent) or deletes is known before. What is judged new leaves nothing pending in any client
 * that has what the document has.
 */
export function examine(update: Uint8Array, known: Known, most: Most = {}): Verdict {
	return glance(update, known.clocks) ?? study(update, known, most);
}

/** The same for every update; {@link examine} asks only for those that {@link glance} does not know. */
export function study(update: Uint8Array, known: Known, most: Most = {}): Verdict {
	const outline = outlineOf(update, most.read);
	if (outline === 'heavy') return HEAVY;
	if (outline === 'malformed') return MALFORMED;
	const progress = new Progress(known.clocks);
	const settled = settle(outline, progress);
	const deleted = settled !== 'malformed' && judgeDeletions(outline, progress, known.deletions);
	if (settled === 'malformed' || !deleted) return MALFORMED;
	const isWhole = settled && deleted.isWhole;
	const { moved } = progress;
	if (moved.size === 0 && deleted.fresh.length === 0) return isWhole ? KNOWN : HOLE;
	const isLong = outline.count > (most.parted ?? Infinity);
	if (isLong && moved.size > 0 && !settled) return HOLE;
	const passOn = settled && (isLong || areNew(outline, known.clocks));
	return {
		kind: 'new',
		update: pick(update, outline, { passOn, ...deleted, known, moved }),
		isWhole,
		clocks: [...moved],
		deletions: deleted.fresh,
		roots: outline.roots
	};
}

interface Parts extends Deleted {
	/** The structs go on as they came. */
	readonly passOn: boolean;
	readonly known: Known;
	readonly moved: ReadonlyMap<number, number>;
}

/** What is new of an update. Only where some structs are and some are not, it has to be decoded. */
function pick(update: Uint8Array, outline: Outline, parts: Parts): Uint8Array {
	const { passOn, areAllNew, isWhole, fresh, known, moved } = parts;
	if (passOn && areAllNew && isWhole) return update;
	if (passOn) return Buffer.concat([update.subarray(0, outline.end), encodeDeletions(fresh)]);
	const structs = moved.size === 0 ? [] : Y.decodeUpdate(update).structs;
	return encodeNews(structs, known.clocks, moved, fresh);
}

/** True when no struct is known, not even in part. */
function areNew({ runs }: Outline, clocks: Clocks): boolean {
	return runs.every(({ client, clock }) => clock === (clocks.get(client) ?? 0));
}

interface Deleted {
	readonly fresh: readonly Range[];
	readonly isWhole: boolean;
	readonly areAllNew: boolean;
}

/** The deletions that are new and of something known; undefined when one is malformed. */
function judgeDeletions(
	{ deletions: ranges }: Outline,
	progress: Progress,
	deletions: Deletions
): Deleted | undefined {
	const fresh: Range[] = [];
	let [isWhole, areAllNew] = [true, true];
	for (let at = 0; at < ranges.length; at += 3) {
		const [client, clock, wanted] = [ranges[at] ?? 0, ranges[at + 1] ?? 0, ranges[at + 2] ?? 0];
		if (wanted <= 0) return undefined;
		const length = Math.min(wanted, progress.of(client) - clock);
		if (length < wanted) isWhole = false;
		if (length > 0 && !deletions.has(client, clock, length)) fresh.push({ client, clock, length });
		else areAllNew = false;
	}
	return { fresh, isWhole, areAllNew };
}
