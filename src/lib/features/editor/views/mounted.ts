import { mount, unmount, type Component } from 'svelte';

/** A component inside the text, with the contexts of the editor's component; returns how to remove it. */
export function mounted<Props extends Record<string, unknown>>(
	component: Component<Props>,
	target: HTMLElement,
	props: Props,
	context: Map<unknown, unknown>
): () => void {
	const made = mount(component, { target, props, context });
	return () => void unmount(made);
}

/** True for what happens on buttons and fields inside a view: it belongs to them, not to the editor. */
export function isOnControl({ target }: Event, dom: HTMLElement): boolean {
	return (
		target instanceof HTMLElement &&
		dom.contains(target) &&
		target.closest('button, input, select, textarea, a') !== null
	);
}
