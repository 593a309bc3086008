import type { AgendaItemId } from '../ids.ts';
import type { ItemOutcome } from './run-view.ts';

/** True while an item is still to be discussed here, or is being discussed. */
export function isOpen(outcomes: readonly ItemOutcome[], item: AgendaItemId): boolean {
	const outcome = outcomes.find((one) => one.item === item);
	return outcome?.closedAt === undefined && outcome?.disposition === undefined;
}

/**
 * The items still to come after the given one, in the order in which they will run: those below it, then those that
 * were skipped. Undefined starts from the top.
 */
export function itemsAhead<Item extends { readonly id: AgendaItemId }>(
	agenda: readonly Item[],
	outcomes: readonly ItemOutcome[],
	from: AgendaItemId | undefined
): Item[] {
	const at = agenda.findIndex(({ id }) => id === from);
	const turned = [...agenda.slice(at + 1), ...agenda.slice(0, Math.max(at, 0))];
	return turned.filter(({ id }) => isOpen(outcomes, id));
}
