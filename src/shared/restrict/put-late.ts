import * as Y from 'yjs';
import { textOf } from '../board/schema.ts';
import { indexOfItem } from '../text/place.ts';
import { Places, type Moved, type Ref } from './withheld.ts';

/** Something that was written in lines after they were taken out. */
export interface LatePart extends Ref {
	readonly length: number;
	readonly after: Ref | undefined;
	readonly words: string;
}

/** Parts that were written one behind the other. */
interface Run {
	readonly after: Ref | undefined;
	readonly parts: LatePart[];
}

/**
 * Puts what came late into an annex, each part where its writer saw it; behind everything where that is not known. Returns
 * where each stands now.
 */
export function putLate(annex: Y.Doc, moved: readonly Moved[], late: readonly LatePart[]): Moved[] {
	const places = new Places(moved);
	const put: Moved[] = [];
	annex.transact(() => {
		for (const { after, parts } of runsOf(late)) {
			const at = (after && places.of(after)) ?? endOf(annex);
			const words = parts.map((part) => part.words).join('');
			const to = words === '' && at ? at : insertBehind(annex, at, words);
			for (const one of placed(parts, to)) {
				places.add(one);
				put.push(one);
			}
		}
	});
	return put;
}

function runsOf(late: readonly LatePart[]): Run[] {
	const runs: Run[] = [];
	for (const part of late) {
		const run = runs.at(-1);
		const last = run?.parts.at(-1);
		if (run && last && goesOn(last, part)) run.parts.push(part);
		else runs.push({ after: part.after, parts: [part] });
	}
	return runs;
}

/** True for letters that were written right behind others. */
function goesOn({ client, clock, length, words }: LatePart, next: LatePart): boolean {
	const { after } = next;
	const isBehind = after?.client === client && after.clock === clock + length - 1;
	return isBehind && words.length === length && next.words.length === next.length;
}

/** The parts of a run that stands at a place. */
function placed(parts: readonly LatePart[], { client, clock }: Ref): Moved[] {
	let done = 0;
	return parts.map((part) => {
		const to = { client, clock: clock + done };
		done += part.words.length;
		const areLetters = part.words.length === part.length;
		return { client: part.client, clock: part.clock, length: part.length, to, areLetters };
	});
}

/** What stands at the end of an annex; undefined when nothing does. */
function endOf(annex: Y.Doc): Ref | undefined {
	let last: Ref | undefined;
	for (let item = textOf(annex)._start; item; item = item.right)
		last = { client: item.id.client, clock: item.id.clock + item.length - 1 };
	return last;
}

function insertBehind(annex: Y.Doc, at: Ref | undefined, words: string): Ref {
	const { clientID: client } = annex;
	const clock = Y.getState(annex.store, client);
	textOf(annex).insert(at ? indexBehind(annex, at) : 0, words);
	return { client, clock };
}

/** The index behind an item of the text, or behind where it stood. */
function indexBehind(annex: Y.Doc, { client, clock }: Ref): number {
	const item = Y.getItem(annex.store, Y.createID(client, clock));
	if (!(item instanceof Y.Item)) return textOf(annex).length;
	const within = item.deleted || !item.countable ? 0 : clock - item.id.clock + 1;
	return indexOfItem(item) + within;
}
