import { createRawSnippet, flushSync, mount, unmount, type Component } from 'svelte';
import { onTestFinished } from 'vitest';

/** A component in the page until the test ends. What is changed in `props` is shown at once. */
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

/** Content of a component, as markup. */
export const markup = (html: string) => createRawSnippet(() => ({ render: () => html }));

/** Presses a key where the focus is; says whether somebody took it. */
export function press(key: string, on: Element | null = document.activeElement): boolean {
	const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
	on?.dispatchEvent(event);
	flushSync();
	return event.defaultPrevented;
}

/** The one element that fits; a test that finds none has failed. */
export function find<Found extends HTMLElement>(page: ParentNode, selector: string): Found {
	const found = page.querySelector<Found>(selector);
	if (!found) throw new Error(`there is no ${selector}`);
	return found;
}
