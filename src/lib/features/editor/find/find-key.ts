/** Ctrl F, or ⌘ F, looks in the text that one is in; elsewhere it is the browser's. To be attached to the editor. */
export function findKey(onfind: () => void): (element: HTMLElement) => () => void {
	const pressed = (event: KeyboardEvent) => {
		const isFind = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
		if (!isFind || event.key.toLowerCase() !== 'f') return;
		event.preventDefault();
		onfind();
	};
	return (element) => {
		element.addEventListener('keydown', pressed);
		return () => element.removeEventListener('keydown', pressed);
	};
}
