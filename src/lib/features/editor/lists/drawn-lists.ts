import type { ListPlace } from '#shared/text/numbering.ts';

/** A drawn line of a list, which says its place. */
interface DrawnList {
	readonly dom: HTMLElement;
	readonly say: (place: ListPlace | undefined) => void;
}

/**
 * The lines of lists that an editor has drawn. They are told their places here and not by decorations, of which
 * ProseMirror looks at each for every line of the text, on every key.
 */
export class DrawnLists {
	readonly #drawn = new Map<Element, DrawnList>();
	#told: readonly ListPlace[] = [];
	#hasNew = false;

	add(list: DrawnList): void {
		this.#drawn.set(list.dom, list);
		this.#hasNew = true;
	}

	remove({ dom }: DrawnList): void {
		this.#drawn.delete(dom);
	}

	/** Tells each its place, if these are others than before, or some lines were drawn since. */
	tell(root: Element, places: readonly ListPlace[]): void {
		if (places === this.#told && !this.#hasNew) return;
		[this.#told, this.#hasNew] = [places, false];
		const lists = [...root.querySelectorAll('.line-list')];
		const drawn = lists.flatMap((dom) => this.#drawn.get(dom) ?? []);
		for (const [at, one] of drawn.entries()) one.say(places[at]);
	}
}
