import { m } from '#messages/messages.js';
import type { Node } from '@tiptap/pm/model';
import type { Decoration, EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { placeAmong } from './list-places.ts';

/** Draws a line of a list: a list with one item, which says its place among the lines around it. */
export class ListView implements NodeView {
	readonly dom: HTMLElement;
	readonly contentDOM: HTMLElement;
	readonly #item = document.createElement('li');
	readonly #box: HTMLInputElement | undefined;
	#node: Node;

	constructor(
		node: Node,
		view: EditorView,
		getPos: () => number | undefined,
		decorations: readonly Decoration[]
	) {
		this.#node = node;
		this.dom = document.createElement(node.attrs.kind === 'ordered' ? 'ol' : 'ul');
		this.dom.className = 'line-list';
		this.dom.dir = 'auto';
		this.dom.setAttribute('role', 'list'); // without a marker, some browsers see none
		this.dom.dataset['kind'] = String(node.attrs.kind);
		this.#box = node.attrs.kind === 'task' ? this.#boxIn(view, getPos) : undefined;
		this.contentDOM = this.#box ? document.createElement('p') : this.#item;
		if (this.#box) this.#item.append(this.#box, this.contentDOM);
		this.dom.append(this.#item);
		this.#show(decorations);
	}

	update(node: Node, decorations: readonly Decoration[]): boolean {
		const isSame = node.type === this.#node.type && node.attrs.kind === this.#node.attrs.kind;
		if (!isSame || node.attrs.stray !== '') return false;
		this.#node = node;
		this.#show(decorations);
		return true;
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

	#show(decorations: readonly Decoration[]): void {
		const { level, checked } = this.#node.attrs as { level: number; checked: boolean };
		const place = placeAmong(decorations);
		this.dom.style.setProperty('--level', String(level));
		this.dom.dataset['level'] = String(level);
		if (this.#node.attrs.kind === 'ordered')
			this.dom.setAttribute('start', String(place?.number ?? 1));
		this.#item.setAttribute('aria-level', String(level + 1));
		if (place) this.#item.setAttribute('aria-posinset', String(place.position));
		if (place) this.#item.setAttribute('aria-setsize', String(place.size));
		if (!this.#box) return;
		this.#box.checked = checked;
		this.#box.ariaLabel = this.#node.textContent || m.editor_checklist();
	}
}
