import { untrack } from 'svelte';
import { excerptOf, type Piece } from '#shared/find/excerpt.ts';
import { finderFor, type Finder, type Span } from '#shared/find/finder.ts';
import type { Passage } from '#shared/find/passages.ts';
import {
	countIn,
	replaceIn,
	sum,
	type Replaced,
	type ReplaceOptions
} from '#shared/find/replace.ts';
import type { DocumentId } from '#shared/ids.ts';
import { OneUndo } from '#lib/room/one-undo.ts';
import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import { wordsIn, type TextPlace, type Words } from '#lib/room/text-places.ts';

/** A line in which something was found. */
export interface Hit {
	readonly passage: Passage;
	readonly spans: readonly Span[];
	readonly excerpt: readonly Piece[];
}

/** What was found in one text; of many lines, the first are shown. */
export interface HitGroup {
	readonly place: TextPlace;
	readonly total: number;
	readonly hits: readonly Hit[];
}

/** What replacing would do, or did, in how many texts. */
export interface Reach extends Replaced {
	readonly texts: number;
}

/** What was replaced; its documents are kept open, so that it can be taken back. */
interface Done {
	readonly reach: Reach;
	readonly step: OneUndo;
	readonly release: () => void;
}

const MOST_ROWS = 100; // of one text

/** A search over all texts of the open session that the reader has. Kept while the page is open. */
export class SessionSearch {
	readonly #room: SessionRoom;
	words = $state('');
	matchCase = $state(false);
	wholeWords = $state(false);
	by = $state('');
	#groups = $state.raw<readonly HitGroup[]>([]);
	#done = $state.raw<Done>();

	constructor(room: SessionRoom) {
		this.#room = room;
	}

	get groups(): readonly HitGroup[] {
		return this.#groups;
	}

	readonly total: number = $derived.by(() =>
		this.#groups.reduce((all, group) => all + group.total, 0)
	);

	/** What was replaced last; can be taken back as long as the page is open. */
	get done(): Reach | undefined {
		return this.#done?.reach;
	}

	get mayReplace(): boolean {
		return this.#room.view.documents.some(({ access }) => access === 'write');
	}

	readonly #finder: Finder | undefined = $derived.by(() => {
		const { words, matchCase, wholeWords } = this;
		return finderFor({ words, matchCase, wholeWords });
	});

	/** Looks again, after the search or a text has changed. */
	look(): void {
		const finder = this.#finder;
		this.#groups = untrack(() => (finder ? this.#found(finder) : []));
	}

	#found(finder: Finder): HitGroup[] {
		return wordsIn(this.#room).flatMap(([place, passages]) => {
			const found = passages.flatMap((passage) => {
				const spans = finder(passage.words);
				return spans.length > 0 ? [{ passage, spans }] : [];
			});
			if (found.length === 0) return [];
			const total = found.reduce((all, { spans }) => all + spans.length, 0);
			const hits = found.slice(0, MOST_ROWS).map(({ passage, spans }) => ({
				...{ passage, spans },
				excerpt: excerptOf(passage.words, spans)
			}));
			return [{ place, total, hits }];
		});
	}

	/** What {@link replaceAll} would do now. */
	reach(): Reach {
		const options = this.#options();
		return reachOf(options ? wordsIn(this.#room).map((one) => actAt(countIn, one, options)) : []);
	}

	/** Replaces every match in the texts that the reader may write, as one step. */
	replaceAll(): void {
		const options = this.#options();
		if (!options) return;
		this.#forget();
		const step = new OneUndo();
		const done: Replaced[] = [];
		const changed: DocumentId[] = [];
		for (const [doc, places] of Map.groupBy(wordsIn(this.#room), ([place]) => place.doc))
			step.change(doc, () => {
				for (const one of places) {
					const outcome = actAt(replaceIn, one, options);
					done.push(outcome);
					if (outcome.replaced > 0) changed.push(one[0].document);
				}
			});
		const releases = changed.map((id) => this.#room.documents.hold(id));
		const release = () => releases.forEach((one) => one());
		this.#done = { reach: reachOf(done), step, release };
		this.look();
	}

	#forget(): void {
		this.#done?.step.forget();
		this.#done?.release();
		this.#done = undefined;
	}

	/** Takes back what was replaced last. */
	undo(): void {
		this.#done?.step.undo();
		this.#forget();
		this.look();
	}

	#options(): ReplaceOptions | undefined {
		const finder = this.#finder;
		return finder && { finder, by: this.by, mayChange: (record) => this.#room.mayReword(record) };
	}
}

/** In a text that the reader may only read, nothing is changed, and all is counted. */
function actAt(act: typeof replaceIn, [place, passages]: Words, options: ReplaceOptions): Replaced {
	if (place.mayWrite) return act(passages, options);
	const locked = passages.reduce((all, { words }) => all + options.finder(words).length, 0);
	return { replaced: 0, locked };
}

function reachOf(parts: readonly Replaced[]): Reach {
	return { ...sum(parts), texts: parts.filter(({ replaced }) => replaced > 0).length };
}
