import { m } from '#messages/messages.js';
import type { AgendaItemId, OrganisationId } from '../ids.ts';

export const ITEM_KINDS = {
	opening: m.item_kind_opening,
	topical: m.item_kind_topical,
	conclusions: m.item_kind_conclusions,
	other: m.item_kind_other
} as const;
export type ItemKind = keyof typeof ITEM_KINDS;

export interface Speaker {
	readonly name: string;
	readonly function: string;
}

/** An item that was removed from the agenda, and when (ms since 1970). Its notes are still in the board. */
export interface RemovedItem {
	readonly id: AgendaItemId;
	readonly title: string;
	readonly at: number;
}

export interface AgendaItem {
	readonly id: AgendaItemId;
	/** "4" */
	readonly number: string;
	readonly kind: ItemKind;
	readonly title: string;
	readonly plannedMinutes: number | undefined;
	readonly speakers: readonly Speaker[];
	/** Delegations that must be present for it. */
	readonly needs: readonly OrganisationId[];
	/** How often it has been postponed to a next session; 0 if it is new here. */
	readonly postponed: number;
}
