/** What the keys of the register do. */
interface Deeds {
	step(by: number): void;
	goTo(index: number): void;
	last(): number;
	toggle(): void;
	edit(): void;
}

/** These mean something else to the page while no row has the focus. */
const ONLY_IN_TABLE = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];
const PAGE = 10; // rows

/** Answers the keys of the register wherever the focus is, unless somebody types. */
export function registerKeys(deeds: Deeds): (event: KeyboardEvent) => void {
	const keys: Record<string, () => void> = {
		j: () => deeds.step(1),
		k: () => deeds.step(-1),
		ArrowDown: () => deeds.step(1),
		ArrowUp: () => deeds.step(-1),
		PageDown: () => deeds.step(PAGE),
		PageUp: () => deeds.step(-PAGE),
		Home: () => deeds.goTo(0),
		End: () => deeds.goTo(deeds.last()),
		x: () => deeds.toggle(),
		e: () => deeds.edit()
	};
	return (event) => {
		const act = isMeant(event) ? keys[event.key] : undefined;
		if (!act) return;
		event.preventDefault();
		act();
	};
}

const TYPED_IN = 'input:not([type=checkbox]), select, textarea, dialog *, [popover] *';

function isMeant({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
	if (ctrlKey || metaKey || altKey || !(target instanceof HTMLElement)) return false;
	if (target.matches(TYPED_IN)) return false;
	return !ONLY_IN_TABLE.includes(key) || target.closest('[role=grid]') !== null;
}
