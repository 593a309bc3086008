/** What the shortcuts of the register do. */
interface Handlers {
	step(by: number): void;
	goTo(index: number): void;
	last(): number;
	/** `isRange`: with all rows from the last one that was selected. */
	toggle(isRange: boolean): void;
	edit(): void;
}

/** Keys that keep their usual meaning unless a row has the focus. */
const ONLY_IN_TABLE = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];
const PAGE = 10; // rows

/** Handles the shortcuts of the register wherever the focus is, except while typing. */
export function registerKeys(handlers: Handlers): (event: KeyboardEvent) => void {
	const keys: Record<string, () => void> = {
		j: () => handlers.step(1),
		k: () => handlers.step(-1),
		ArrowDown: () => handlers.step(1),
		ArrowUp: () => handlers.step(-1),
		PageDown: () => handlers.step(PAGE),
		PageUp: () => handlers.step(-PAGE),
		Home: () => handlers.goTo(0),
		End: () => handlers.goTo(handlers.last()),
		x: () => handlers.toggle(false),
		X: () => handlers.toggle(true),
		e: () => handlers.edit()
	};
	return (event) => {
		const act = isMeant(event) ? keys[event.key] : undefined;
		if (!act) return;
		event.preventDefault();
		act();
	};
}

const CONTROLS = ['input:not([type=checkbox])', 'select', 'textarea'];
const TYPED_IN = [...CONTROLS, ...['dialog', '[popover]'].map((one) => `${one} *`)].join(', ');

function isMeant({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
	if (ctrlKey || metaKey || altKey || !(target instanceof HTMLElement)) return false;
	if (target.matches(TYPED_IN)) return false;
	return !ONLY_IN_TABLE.includes(key) || target.closest('[role=grid]') !== null;
}
