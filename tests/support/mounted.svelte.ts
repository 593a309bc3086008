import { createRawSnippet, flushSync, mount, unmount, type Component } from 'svelte';
import { onTestFinished } from 'vitest';

/** Mounts a component until the test ends. Changes to `props` are shown at once. */
export function show<Props extends Record<string, unknown>>(
	component: Component<Props>,
	given: Props
): { readonly page: HTMLElement; readonly props: Props } {
	const page = document.body.appendChild(document.createElement('main'));
	const props = $state(given);
	const mounted = mount(component, { target: page, props });
	flushSync();
	onTestFinished(async () => {
		await unmount(mounted);
		document.body.replaceChildren();
	});
	const now = new Proxy(props, {
		set(target, key, value) {
			Reflect.set(target, key, value);
			flushSync();
			return true;
		}
	});
	return { page, props: now };
}

/** A snippet from markup. */
export const markup = (html: string) => createRawSnippet(() => ({ render: () => html }));

/** Presses a key on the focused element; true if it was handled. */
export function press(key: string, on: Element | null = document.activeElement): boolean {
	const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
	on?.dispatchEvent(event);
	flushSync();
	return event.defaultPrevented;
}

/** The matching element; throws if there is none. */
export function find<Found extends HTMLElement>(page: ParentNode, selector: string): Found {
	const found = page.querySelector<Found>(selector);
	if (!found) throw new Error(`there is no ${selector}`);
	return found;
}
