import { m } from '#messages/messages.js';
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { ListPlace } from '#shared/text/numbering.ts';
import type { DrawnLists } from './drawn-lists.ts';

/** Draws a line of a list: a list with one item, which says its place among the lines around it. */
export class ListView implements NodeView {
	readonly dom: HTMLElement;
	readonly contentDOM: HTMLElement;
	readonly #item = document.createElement('li');
	readonly #box: HTMLInputElement | undefined;
	readonly #drawn: DrawnLists;
	#node: Node;

	constructor(node: Node, view: EditorView, getPos: () => number | undefined, drawn: DrawnLists) {
		this.#node = node;
		this.#drawn = drawn;
		this.dom = document.createElement(node.attrs.kind === 'ordered' ? 'ol' : 'ul');
		this.dom.className = 'line-list';
		this.dom.dir = 'auto';
		this.dom.setAttribute('role', 'list'); // without a marker, some browsers see none
		this.dom.dataset['kind'] = String(node.attrs.kind);
		this.#box = node.attrs.kind === 'task' ? this.#boxIn(view, getPos) : undefined;
		this.contentDOM = this.#box ? document.createElement('p') : this.#item;
		if (this.#box) this.#item.append(this.#box, this.contentDOM);
		this.dom.append(this.#item);
		this.#show();
		drawn.add(this);
	}

	update(node: Node): boolean {
		const isSame = node.type === this.#node.type && node.attrs.kind === this.#node.attrs.kind;
		if (!isSame || node.attrs.stray !== '') return false;
		this.#node = node;
		this.#show();
		return true;
	}

	destroy(): void {
		this.#drawn.remove(this);
	}

	/** Says where the line stands in its list. */
	say(place: ListPlace | undefined): void {
		if (this.#node.attrs.kind === 'ordered') put(this.dom, 'start', place?.number ?? 1);
		if (!place) return;
		put(this.#item, 'aria-posinset', place.position);
		put(this.#item, 'aria-setsize', place.size);
	}

	stopEvent({ target }: Event): boolean {
		return target === this.#box;
	}

	ignoreMutation({ type, target }: ViewMutationRecord): boolean {
		return type === 'attributes' || (type !== 'selection' && !this.contentDOM.contains(target));
	}

	#boxIn(view: EditorView, getPos: () => number | undefined): HTMLInputElement {
		const box = document.createElement('input');
		box.type = 'checkbox';
		box.contentEditable = 'false';
		box.disabled = !view.editable;
		box.addEventListener('change', () => {
			const position = getPos();
			if (position === undefined || !view.editable) return;
			view.dispatch(view.state.tr.setNodeAttribute(position, 'checked', box.checked));
		});
		return box;
	}

	#show(): void {
		const { level, checked } = this.#node.attrs as { level: number; checked: boolean };
		this.dom.style.setProperty('--level', String(level));
		put(this.dom, 'data-level', level);
		put(this.#item, 'aria-level', level + 1);
		if (!this.#box) return;
		this.#box.checked = checked;
		this.#box.ariaLabel = this.#node.textContent || m.editor_checklist();
	}
}

/** Sets an attribute that is another than before; the browser would do its work for the same again. */
function put(element: HTMLElement, name: string, value: number): void {
	if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}
