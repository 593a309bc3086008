import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Component } from 'svelte';
import type { TextBinding } from '#lib/text/binding.ts';
import type { WithheldPlace } from '#shared/restrict/withheld-place.ts';
import { mounted } from '../views/mounted.ts';
import type { RedrawWithheld } from './follow-withheld.svelte.ts';

export interface WithheldOptions {
	/** Where lines of this text went into annexes. */
	readonly places: () => readonly WithheldPlace[];
	/** Shows what the reader may know of one. */
	readonly component: Component<{ place: WithheldPlace }> | undefined;
	readonly context: Map<unknown, unknown>;
}

const KEY = new PluginKey<DecorationSet>('withheldInPlace');
const REDRAW: RedrawWithheld = 'redrawWithheld';

/** Shows annexes, and that something is withheld, where the lines stood that went there. */
export const WithheldInPlace = Extension.create<WithheldOptions>({
	name: 'withheldInPlace',
	addOptions: () => ({ places: () => [], component: undefined, context: new Map() }),
	addProseMirrorPlugins() {
		const { editor, options } = this;
		const draw = ({ doc }: EditorState) =>
			DecorationSet.create(doc, drawn(editor.storage.textSync.binding, options));
		return [
			new Plugin<DecorationSet>({
				key: KEY,
				state: {
					init: (_config, state) => draw(state),
					apply: (tr, old, _before, state) =>
						tr.getMeta(REDRAW) || (tr.docChanged && options.places().length > 0) ? draw(state) : old
				},
				props: { decorations: (state) => KEY.getState(state) }
			})
		];
	}
});

function drawn(binding: TextBinding | undefined, options: WithheldOptions): Decoration[] {
	const { places, component, context } = options;
	if (!binding || !component) return [];
	return places().flatMap((place) => {
		const position = binding.positionBefore(place.marker);
		if (position === undefined) return [];
		const made = new Map<Node, () => void>();
		const show = () => {
			const dom = document.createElement('div');
			dom.className = 'withheld';
			dom.contentEditable = 'false';
			made.set(dom, mounted(component, dom, { place }, context));
			return dom;
		};
		// One that its reader has just made may have come before it was known to be theirs.
		const { annex = '', asks = '', marker, label, goesOnWith, isSanitised } = place;
		const isFresh = goesOnWith !== undefined;
		const key = [annex, asks, marker.client, marker.clock, label, isFresh, isSanitised].join(' ');
		const side = { side: -1, stopEvent: () => true, ignoreSelection: true };
		return [
			Decoration.widget(position, show, { key, ...side, destroy: (dom) => made.get(dom)?.() })
		];
	});
}
