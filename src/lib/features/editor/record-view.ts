import type { Node, NodeViewRenderer } from '@tiptap/core';
import { mount, unmount, type Component } from 'svelte';
import { ActionBlock, DecisionBlock } from '#shared/editor/schema.ts';

/** The component that shows an action or decision inside the text. */
type RecordComponent = Component<{ id: string }>;

export interface RecordComponents {
	readonly action: RecordComponent;
	readonly decision: RecordComponent;
}

/** The record blocks, rendered by Svelte components with the contexts of the editor's component. */
export function recordBlocks(components: RecordComponents, context: Map<unknown, unknown>): Node[] {
	return [
		ActionBlock.extend({ addNodeView: () => view(components.action, context) }),
		DecisionBlock.extend({ addNodeView: () => view(components.decision, context) })
	];
}

function view(component: RecordComponent, context: Map<unknown, unknown>): NodeViewRenderer {
	return ({ node }) => {
		const dom = document.createElement('div');
		dom.className = 'record';
		dom.contentEditable = 'false';
		const mounted = mount(component, {
			target: dom,
			props: { id: String(node.attrs.id) },
			context
		});
		return {
			dom,
			ignoreMutation: () => true,
			stopEvent: (event) => event.type !== 'dragstart' && isOnControl(event, dom),
			update: (next) => next.type === node.type && next.attrs.id === node.attrs.id,
			destroy: () => void unmount(mounted)
		};
	};
}

/** Events on buttons and fields inside a record belong to its component, not the editor. */
function isOnControl(event: Event, dom: HTMLElement): boolean {
	const target = event.target;
	return (
		target instanceof HTMLElement &&
		dom.contains(target) &&
		target.closest('button, input, select, textarea, a') !== null
	);
}
