import { Mirror } from './mirror.ts';
import type { TextControl } from './selection.ts';
import type { SeenCaret } from './told-caret.ts';

interface Drawn {
	readonly mark: HTMLElement;
	readonly told: string;
}

/** A layer over a field, in which others' carets and selections stand where their letters are. */
export class CaretLayer {
	readonly #control: TextControl;
	readonly #layer = part('field-carets');
	readonly #selections = part('field-selections');
	readonly #mirror: Mirror;
	readonly #drawn = new Map<number, Drawn>();

	/** Stands beside its control, whose parent has to be positioned. */
	constructor(control: TextControl) {
		this.#control = control;
		this.#mirror = new Mirror(control);
		this.#layer.ariaHidden = 'true';
		this.#layer.append(this.#mirror.element, this.#selections);
		control.after(this.#layer);
	}

	draw(carets: readonly SeenCaret[]): void {
		const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.#control;
		place(this.#layer, offsetLeft, offsetTop, offsetWidth, offsetHeight);
		const { clientLeft, clientTop, clientWidth, clientHeight } = this.#control;
		place(this.#selections, clientLeft, clientTop, clientWidth, clientHeight);
		this.#mirror.show(carets.flatMap(({ anchor, head }) => [anchor, head]));
		this.#selections.replaceChildren(...carets.flatMap((caret) => this.#selected(caret)));
		for (const caret of carets) this.#drawCaret(caret);
		const here = new Set(carets.map(({ client }) => client));
		for (const client of this.#drawn.keys()) if (!here.has(client)) this.#take(client);
	}

	remove(): void {
		this.#layer.remove();
	}

	#selected({ anchor, head, colour }: SeenCaret): HTMLElement[] {
		const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
		const boxes = from < to ? this.#mirror.boxes(from, to) : [];
		return boxes.map(({ left, top, width, height }) => {
			const box = part('caret-selection');
			box.dataset['colour'] = colour;
			place(box, left, top, width, height);
			return box;
		});
	}

	#drawCaret({ client, name, colour, head, told }: SeenCaret): void {
		const { left, top, height } = this.#mirror.caretAt(head);
		const { clientLeft, clientTop, clientWidth, clientHeight } = this.#control;
		const middle = top + height / 2;
		// Scrolled out of the field, it is not to be seen beside it.
		if (left < 0 || left > clientWidth || middle < 0 || middle > clientHeight)
			return this.#take(client);
		const { mark } = this.#markOf(client, name, told);
		mark.dataset['colour'] = colour;
		mark.classList.toggle('at-end', left > clientWidth / 2);
		place(mark, left + clientLeft - 1, top + clientTop, 2, height);
	}

	/** A name is shown anew when its person moves, and fades. */
	#markOf(client: number, name: string, told: string): Drawn {
		const known = this.#drawn.get(client);
		if (known?.told === told) return known;
		const mark = known?.mark ?? this.#layer.appendChild(part('field-caret'));
		const flag = part('caret-name');
		flag.dir = 'auto';
		flag.textContent = name;
		mark.replaceChildren(flag);
		const drawn = { mark, told };
		this.#drawn.set(client, drawn);
		return drawn;
	}

	#take(client: number): void {
		this.#drawn.get(client)?.mark.remove();
		this.#drawn.delete(client);
	}
}

function part(name: string): HTMLElement {
	const made = document.createElement('div');
	made.className = name;
	return made;
}

function place({ style }: HTMLElement, left: number, top: number, width: number, height: number) {
	for (const [key, value] of Object.entries({ left, top, width, height }))
		style.setProperty(key, `${value}px`);
}
