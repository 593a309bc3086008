import type { NodeViewConstructor } from '@tiptap/pm/view';
import type { Component } from 'svelte';
import { isOnControl, mounted } from './mounted.ts';

/** The component that shows an action or decision inside the text. */
type RecordComponent = Component<{ id: string }>;

export interface RecordComponents {
	readonly action: RecordComponent;
	readonly decision: RecordComponent;
}

/** Draws a card with the component of its family. */
export function cardView(
	components: RecordComponents,
	context: Map<unknown, unknown>
): NodeViewConstructor {
	return (node) => {
		const dom = document.createElement('div');
		dom.className = 'record';
		dom.contentEditable = 'false';
		const { family, record } = node.attrs as { family: keyof RecordComponents; record: string };
		const remove = mounted(components[family], dom, { id: record }, context);
		return {
			dom,
			ignoreMutation: () => true,
			stopEvent: (event) => event.type !== 'dragstart' && isOnControl(event, dom),
			update: ({ type, attrs }) =>
				type === node.type && attrs.record === record && attrs.family === family,
			destroy: remove
		};
	};
}
