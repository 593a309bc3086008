/** Arrow keys move the focus; Alt with an arrow moves the item. */
export function rowKeys(step: (by: 1 | -1) => void): (event: KeyboardEvent) => void {
	return (event) => {
		const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key as 'ArrowUp' | 'ArrowDown'];
		if (!(event.currentTarget instanceof HTMLElement) || by === undefined) return;
		event.preventDefault();
		if (event.altKey) step(by);
		else walk(event.currentTarget, by);
	};
}

function walk(from: HTMLElement, by: 1 | -1): void {
	const all = [...(from.closest('ol')?.querySelectorAll<HTMLElement>('.open') ?? [])];
	all[all.indexOf(from) + by]?.focus();
}
