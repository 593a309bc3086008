import { goto } from '$app/navigation';

/** Takes the page to the address of a filter while people type or choose; Back leads to where they came from. */
export function followFilter(address: string): void {
	void goto(address, { replaceState: true, keepFocus: true, noScroll: true });
}
