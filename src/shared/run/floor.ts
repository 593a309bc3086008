import type { AgendaItemId, OrganisationId, PersonId, TurnId } from '../ids.ts';

export const TURN_KINDS = ['speech', 'point-of-order'] as const;
export type TurnKind = (typeof TURN_KINDS)[number];

/** A person who has asked for the floor, or has it. */
export interface FloorTurn {
	readonly id: TurnId;
	readonly person: PersonId;
	readonly organisation: OrganisationId;
	readonly kind: TurnKind;
	/** The item that was running at the time of the request. */
	readonly item: AgendaItemId | undefined;
	readonly askedAt: number;
	/** Undefined while waiting. */
	readonly startedAt: number | undefined;
}

/** How long a delegation has spoken, in finished speeches. */
export interface Spoken {
	readonly organisation: OrganisationId;
	/** Milliseconds. */
	readonly time: number;
}

export interface FloorView {
	readonly speaker: FloorTurn | undefined;
	/** Those waiting, next first. */
	readonly queue: readonly FloorTurn[];
	readonly spoken: readonly Spoken[];
}

/** Sorts those waiting into speaking order: points of order first, then by time of request. */
export function inOrder(waiting: readonly FloorTurn[]): FloorTurn[] {
	const rank = ({ kind }: FloorTurn) => (kind === 'point-of-order' ? 0 : 1);
	return [...waiting].sort(
		(a, b) => rank(a) - rank(b) || a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1)
	);
}

/** Time per delegation, longest first, including the current speech. */
export function timePerDelegation({ speaker, spoken }: FloorView, now: number): Spoken[] {
	const times = new Map(spoken.map(({ organisation, time }) => [organisation, time]));
	if (speaker?.startedAt !== undefined) {
		const before = times.get(speaker.organisation) ?? 0;
		times.set(speaker.organisation, before + Math.max(0, now - speaker.startedAt));
	}
	return [...times]
		.map(([organisation, time]) => ({ organisation, time }))
		.sort((a, b) => b.time - a.time);
}
